"""Whose wording stands in a version: the app that takes over suggestions registers here (from its `ready`)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from consult.texts.models import TextVersion


@dataclass(frozen=True)
class Credit:
    """Words of a provision that somebody proposed: who (a name or a place), whether they were edited, and where."""

    who: str
    edited: bool
    url: str


type Place = tuple[int, str]  # the id of a version, the address of a provision in it
type Provider = Callable[[Sequence[int]], Mapping[Place, Sequence[Credit]]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Make credits known."""
    _providers.append(provider)


def of_all(versions: Sequence[int]) -> dict[Place, list[Credit]]:
    """Credits of several versions. One query for each provider."""
    found: dict[Place, list[Credit]] = {}
    for provider in _providers:
        for place, credits in provider(versions).items():
            found.setdefault(place, []).extend(credits)
    return found


def of(version: TextVersion) -> dict[str, list[Credit]]:
    """Credits of a version by the address of the provision."""
    return {eid: credits for (_version, eid), credits in of_all([version.pk]).items()}
