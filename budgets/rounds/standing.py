"""How a counted result stands: counted, certified by two officers, being counted again, or corrected."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from budgets.rounds.models import Certificate, Result
from budgets.rounds.states import Declared


@dataclass(frozen=True)
class Standing:
    """A result with what was declared about it. `outcome`: the one that stands, of the latest correction if any."""

    result: Result
    status: Declared
    outcome: Mapping[str, Any]
    outcome_hash: str
    declared: tuple[Certificate, ...]
    waiting: Certificate | None

    @property
    def last(self) -> Certificate | None:
        """The latest declaration that is complete."""
        return self.declared[-1] if self.declared else None

    @property
    def official(self) -> bool:
        """Whether two officers stand for it."""
        return self.status in {Declared.CERTIFIED, Declared.CORRECTION}


def of(result: Result) -> Standing:
    """How one result stands. One query."""
    rows = list(result.certificates.select_related("first_by", "second_by"))
    declared = tuple(row for row in rows if row.receipt)
    waiting = next((row for row in rows if not row.receipt), None)
    outcome, fingerprint = result.outcome, result.outcome_hash
    for row in declared:
        if row.status == Declared.CORRECTION:
            outcome, fingerprint = row.outcome, row.outcome_hash
    status = Declared(declared[-1].status) if declared else Declared.COUNTED
    return Standing(result, status, outcome, fingerprint, declared, waiting)
