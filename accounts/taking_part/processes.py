"""The processes whose rules can be read: each app registers how its own are found."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404

from accounts.eligibility import Rules
from accounts.refusals import Sentence


@dataclass(frozen=True)
class Process:
    """One process and one act in it. `source` says who set the rules: an Act with its section, or the agency."""

    title: str
    url: str
    act: Sentence
    rules: Rules
    source: Sentence
    frozen: bool = True
    more: tuple[Sentence, ...] = ()  # what else is to be known, one sentence each


type Finder = Callable[[str], Process | None]
_finders: dict[str, Finder] = {}


def register(kind: str, finder: Finder) -> None:
    """Make the rules of a kind of process readable (from the app's `ready`); one or two queries."""
    _finders[kind] = finder


def get(kind: str, public_id: str) -> Process:
    """The published process. Raises Http404 where there is none."""
    found = _finders[kind](public_id) if kind in _finders else None
    if found is None:
        raise Http404
    return found
