"""What can be reported: each kind of words registers how it is found, hidden and shown again."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Agency, User
from accounts.refusals import Sentence


@dataclass(frozen=True)
class Thing:
    """Words of one person, as a moderator sees them. `subject` is the process as the record names it."""

    kind: str
    id: str
    subject: str
    agency: Agency
    title: str
    text: str
    url: str
    author: uuid.UUID | None  # a citizen; never shown
    shown: bool
    language: str = "th"
    changed_at: datetime | None = None  # by its author, after it was written


# (id, who decides or None for the threshold, published reason): carried out with its own entry in the record.
type Verb = Callable[[str, User | None, str], object]


@dataclass(frozen=True)
class Kind:
    """One kind of words; `find` reads many at once.

    Without `ask` its author cannot be asked to change it. `coverable` lets many reports hide it until somebody has
    looked (never what others have signed). Without `appeals` its authors appeal another way.
    """

    name: str
    label: Sentence
    find: Callable[[Sequence[str]], Iterable[Thing]]
    hide: Verb
    show: Verb
    ask: Callable[[str, datetime], object] | None = None
    coverable: bool = True
    appeals: bool = True


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind of words reportable (from the app's `ready`)."""
    _kinds[kind.name] = kind


def get(name: str) -> Kind | None:
    """The registered kind, or None."""
    return _kinds.get(name)


def names() -> list[tuple[str, Sentence]]:
    """Every kind with its label."""
    return [(kind.name, kind.label) for kind in _kinds.values()]


def find(name: str, identity: str) -> Thing | None:
    """The words, or None when there are none that strangers may see."""
    return find_many(name, [identity]).get(identity)


def find_many(name: str, identities: Sequence[str]) -> dict[str, Thing]:
    """Those of one kind that strangers may see (or see the mark of), by id; as many queries for many as for one."""
    kind = get(name)
    return {thing.id: thing for thing in kind.find(identities)} if kind else {}
