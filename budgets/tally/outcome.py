"""What a count gives: the winners, every round of it, and one verdict for each project."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Why(StrEnum):
    """Why a project was or was not funded."""

    FUNDED = "funded"
    NO_VOTES = "no-votes"
    BELOW_THRESHOLD = "below-threshold"  # fewer votes than the rules ask of a project
    TOO_EXPENSIVE = "over-envelope"  # costs more than the whole envelope
    NO_MONEY_LEFT = "no-money-left"  # more than what was left when its turn came
    CAPPED = "over-cap"  # more than what was left of the smaller envelope of its area or theme
    EXCLUDED = "excluded"  # a project was funded that cannot stand beside it
    ENDED = "ended"  # the count had ended before its turn
    SUPPORTERS_SHORT = "supporters-short"  # equal shares: its supporters' shares did not cover it


@dataclass(frozen=True)
class Step:
    """One round of a count: the project whose turn it was, and what happened.

    Money in satang. `left`: the envelope (greedy, Phragmén) or the supporters' shares together (equal
    shares) before the decision; `highest_payment`: what a supporter paid at most; `payers`: how many could
    pay; `effective_support`: the share of all voters (0 to 1) that the payment stands for. `by` names the
    stage: the rule itself or the completion that came after it.
    """

    code: str
    funded: bool
    cost: int
    votes: int
    left: int
    highest_payment: float = 0.0
    payers: int = 0
    effective_support: float = 0.0
    score: int = 0
    by: str = ""


@dataclass(frozen=True)
class Verdict:
    """The answer to "why was this project (not) funded?".

    `available` in satang: what there was for it. `more`: how many further votes (points where ballots give
    points, greedy only) would have brought it in with everything else as it was; 0 where that cannot be said.
    `other`: the project that stood in its way.
    """

    code: str
    funded: bool
    why: Why
    votes: int
    cost: int
    available: int = 0
    more: int = 0
    other: str = ""


@dataclass(frozen=True)
class Outcome:
    """A finished count. `parameters` say exactly which variant of the rule was used."""

    rule: str
    parameters: Mapping[str, Any]
    funded: tuple[str, ...]
    spent: int
    budget: int
    voters: int
    steps: tuple[Step, ...]
    verdicts: tuple[Verdict, ...]
    near_ties: int = 0
    notes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def left(self) -> int:
        """Satang of the envelope that nothing was bought with."""
        return self.budget - self.spent

    def to_json(self) -> dict[str, Any]:
        """Plain values for storage, the API and the record's hashes."""
        return asdict(self) | {"parameters": dict(self.parameters), "notes": dict(self.notes)}
