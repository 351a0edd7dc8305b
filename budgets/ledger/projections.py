"""Sealed decisions about a budget are news for those who watch it."""

from collections.abc import Iterable, Sequence

from realtime.record import projections
from realtime.record.projections import Sealed


@projections.register("budget.published", "budget.stage", "budget.changed", "budget.spending", "budget.contracts")
def refresh_changed(entries: Sequence[Sealed], _size: int) -> Iterable[str]:
    """The topics of the budgets concerned."""
    return {f"budget.{entry.public_id}" for entry in entries} | {"site"}
