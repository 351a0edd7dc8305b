"""The variants of rules that count with arrays: what can be chosen, without NumPy, which loads with the first count."""

from dataclasses import dataclass

UNITS = ("cost", "cardinality", "points")
COMPLETIONS = ("none", "add1", "add1u", "utilitarian")
STARTS = ("exact", "rounded-down")
STOPS = ("overspend", "exhaustive")


@dataclass(frozen=True)
class EqualShares:
    """The variant; every field is part of a round's frozen rules.

    `satisfaction`: what a project is worth to a supporter: its "cost", 1 ("cardinality") or its "points".
    `start`: the first share, "exact" (envelope / voters) or "rounded-down" to whole baht.
    `completion`: "none"; "add1": shares are raised by `step` baht and the count repeated; "utilitarian": what
    is left goes to most votes first; "add1u": first the one, then the other.
    `stop`: raising ends on "overspend" (the last count that did not) or once "exhaustive" (as soon as no
    further project fits). `comparison`: replace the result by the greedy one if more voters get more (cost of
    approved projects) from that. `threshold`, `threshold_percent`: votes with which a project takes part.
    """

    satisfaction: str = "cost"
    start: str = "rounded-down"
    completion: str = "add1"
    step: int = 1
    stop: str = "overspend"
    comparison: bool = False
    threshold: int = 1
    threshold_percent: float = 0.0


@dataclass(frozen=True)
class Phragmen:
    """The variant. `skip`: the count goes on after a project that does not fit, instead of ending with it."""

    skip: bool = True
    threshold: int = 1
    threshold_percent: float = 0.0
