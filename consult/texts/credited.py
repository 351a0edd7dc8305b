"""Whose wording stands in a version: the app that takes over suggestions registers here (from its `ready`)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from consult.texts.models import TextVersion


@dataclass(frozen=True)
class Credit:
    """Words of a provision that somebody proposed: who (a name or a place), whether they were edited, and where."""

    eid: str
    who: str
    edited: bool
    url: str


type Provider = Callable[[TextVersion], Mapping[str, Sequence[Credit]]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Make credits known."""
    _providers.append(provider)


def of(version: TextVersion) -> dict[str, list[Credit]]:
    """Credits of a version by the address of the provision. One query for each provider."""
    found: dict[str, list[Credit]] = {}
    for provider in _providers:
        for eid, credits in provider(version).items():
            found.setdefault(eid, []).extend(credits)
    return found
