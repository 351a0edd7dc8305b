"""The register: who is known, asked by person keys. Paper sheets are matched against it, line by line.

Here it is the people this site knows. A larger register (an electoral roll kept as keys) joins as a further source.
"""

from collections.abc import Callable, Collection, Mapping

from accounts.models import Citizen

# Takes person keys, gives the people it knows; may make their rows (they must be saved).
type Source = Callable[[Collection[bytes]], Mapping[bytes, Citizen]]
_sources: list[Source] = []


def join(source: Source) -> Source:
    """Add a source, asked for the keys that earlier ones did not know (from an app's `ready`)."""
    if source not in _sources:
        _sources.append(source)
    return source


def people(keys: Collection[bytes]) -> dict[bytes, Citizen]:
    """Everybody among `keys` whom the register knows. One query a source."""
    found: dict[bytes, Citizen] = {}
    for source in _sources:
        missing = [key for key in keys if key not in found]
        if missing:
            found |= source(missing)
    return found


@join
def _known_here(keys: Collection[bytes]) -> Mapping[bytes, Citizen]:
    return {bytes(one.person_key): one for one in Citizen.objects.filter(person_key__in=keys)}
