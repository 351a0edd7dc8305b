"""Recounting: every figure that sealing adds up can be counted again from rows, and must agree."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

# Counts again from rows and yields one sentence for each difference found; yields nothing when all agree.
type Recount = Callable[[], Iterable[str]]

_registered: dict[str, Recount] = {}


@dataclass(frozen=True)
class Difference:
    """A figure that does not agree with its rows: which recount found it, and what it found."""

    name: str
    found: str


def register(name: str, recount: Recount) -> None:
    """Make a recount known under `name`, like `petitions.signatures` (from the app's `ready`)."""
    _registered[name] = recount


def names() -> list[str]:
    """The recounts known, sorted."""
    return sorted(_registered)


def run(only: str = "") -> Iterator[Difference]:
    """Run every recount (or the one named `only`) and yield the differences.

    Run it while nothing waits to be sealed: an act not yet sealed is not yet in the figures.
    Raises KeyError when `only` is not known.
    """
    for name in [only] if only else names():
        for found in _registered[name]():
            yield Difference(name, found)
