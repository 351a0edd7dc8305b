"""What sealing adds up: support for ideas."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import F

from consult.ideas.models import Idea
from realtime.record import projections
from realtime.record.projections import Sealed

SUPPORT = {"idea.supported": 1, "idea.support-withdrawn": -1}
NEWS = ("idea.proposed", "idea.withdrawn", "idea.hidden", "idea.shown", "idea.answered")


@projections.register(*SUPPORT)
def count_support(entries: Sequence[Sealed], size: int) -> Iterable[str]:
    """Add a window of support to the ideas concerned, in the order of their ids."""
    counts: Counter[str] = Counter()
    for entry in entries:
        counts[entry.public_id] += SUPPORT[entry.kind]
    for public_id, n in sorted(counts.items()):
        Idea.objects.filter(public_id=public_id).update(supports=F("supports") + n, record_size=size)
    return {f"idea.{public_id}" for public_id in counts} | {"site"}


@projections.register(*NEWS)
def refresh_changed(entries: Sequence[Sealed], _size: int) -> Iterable[str]:
    """A change of an idea is news for those who watch."""
    return {f"idea.{entry.public_id}" for entry in entries}
