"""What can be commented on: each app registers its kind of subject."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from accounts.eligibility import Rules
from accounts.models import Agency
from accounts.refusals import Sentence


def _no_words(_part: str) -> str:
    return ""


def _no_differences(_before: str, _after: str) -> Sequence[Any]:
    return ()


@dataclass(frozen=True)
class Subject:
    """One thing under discussion. `parts` are its addresses with their labels; empty text is the whole.

    `groups` are the stakeholder groups that people may say they belong to, by code. `words` gives the text of
    a part, where it has one: passages of it can be quoted, and other words suggested; `differences` compares two
    texts for templates/texts/_redline.html.
    """

    kind: str
    public_id: str
    title: str
    url: str
    agency: Agency
    open: bool
    rules: Rules
    parts: dict[str, str]
    closed_because: Sentence = ""
    groups: Mapping[str, Sentence] = field(default_factory=dict)
    words: Callable[[str], str] = _no_words
    differences: Callable[[str, str], Sequence[Any]] = _no_differences


type Resolver = Callable[[str], Subject | None]
_resolvers: dict[str, Resolver] = {}


def register(kind: str, resolver: Resolver) -> None:
    """Make a kind of subject open to comments (from the app's `ready`)."""
    _resolvers[kind] = resolver


def find(kind: str, public_id: str) -> Subject | None:
    """The published subject, or None."""
    resolver = _resolvers.get(kind)
    return resolver(public_id) if resolver else None
