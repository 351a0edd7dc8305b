"""What a count gives: the winners, every round of it, and one verdict for each project."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Why(StrEnum):
    """Why a project was or was not funded."""

    FUNDED = "funded"
    NO_VOTES = "no-votes"
    TOO_EXPENSIVE = "over-envelope"  # costs more than the whole envelope
    NO_MONEY_LEFT = "no-money-left"  # greedy: more than what was left when its turn came
    SUPPORTERS_SHORT = "supporters-short"  # equal shares: its supporters' shares did not cover it


@dataclass(frozen=True)
class Step:
    """One round of a count: the project whose turn it was, and what happened.

    Money in satang. `left` is the envelope (greedy) or the supporters' shares together (equal shares)
    before the decision; `highest_payment` what a supporter paid at most; `payers` how many paid;
    `effective_support` the share of voters (0 to 1) that the payment stands for.
    """

    code: str
    funded: bool
    cost: int
    votes: int
    left: int
    highest_payment: float = 0.0
    payers: int = 0
    effective_support: float = 0.0


@dataclass(frozen=True)
class Verdict:
    """The answer to "why was this project (not) funded?". `available` in satang: what there was for it."""

    code: str
    funded: bool
    why: Why
    votes: int
    cost: int
    available: int = 0


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

    def to_json(self) -> dict[str, Any]:
        """Plain values for storage, the API and the record's hashes."""
        return asdict(self) | {"parameters": dict(self.parameters), "notes": dict(self.notes)}
