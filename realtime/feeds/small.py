"""Small groups: what may not be shown apart in a breakdown by what people are (place, group, channel)."""

from collections.abc import Mapping
from operator import itemgetter

LEAST = 10  # people


def hidden(counts: Mapping[str, int], least: int = LEAST) -> set[str]:
    """The groups not to be shown apart: those of fewer than `least` people, and with them the next larger ones
    until they are at least two groups and `least` people together, so that subtraction from the total
    reveals nothing.
    """
    found: set[str] = set()
    together = 0
    for group, people in sorted(counts.items(), key=itemgetter(1, 0)):
        if people >= least and (not found or (len(found) > 1 and together >= least)):
            break
        found.add(group)
        together += people
    return found
