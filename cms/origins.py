"""Opening one process from another: an officer begins a hearing or a round from a petition, linked both ways.

An app that can be begun registers how it makes a prefilled draft; an app that begins others registers its links.
Stored references are a kind and a public id, as everywhere (cms.processes).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from accounts.models import Agency, User
from accounts.refusals import Sentence
from cms.processes import Card


@dataclass(frozen=True)
class Origin:
    """What a draft is filled from. `sections` are (label, text) of a drafted law, if there is one."""

    kind: str
    public_id: str
    title: str
    title_en: str
    summary: str
    summary_en: str
    reasons: str
    agency: Agency
    sections: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Draft:
    """The draft that was made: its public id, and where the officer goes on writing."""

    public_id: str
    edit_url: str


type Beginner = Callable[[Origin, User], Draft]
type Linker = Callable[[str, str], Iterable[Card]]

_beginners: dict[str, tuple[Sentence, Beginner]] = {}
_linkers: list[Linker] = []


def register(kind: str, label: Sentence, beginner: Beginner) -> None:
    """Let processes of `kind` be begun from others (from the app's `ready`)."""
    _beginners[kind] = label, beginner


def kinds() -> dict[str, Sentence]:
    """What can be begun, with the words on its button."""
    return {kind: label for kind, (label, _beginner) in _beginners.items()}


def begin(kind: str, origin: Origin, by: User) -> Draft:
    """Make the prefilled draft. Raises KeyError for a kind that cannot be begun."""
    return _beginners[kind][1](origin, by)


def register_links(linker: Linker) -> None:
    """Let a process say what it came from."""
    _linkers.append(linker)


def of(kind: str, public_id: str) -> list[Card]:
    """What this process was begun from."""
    return [card for linker in _linkers for card in linker(kind, public_id)]
