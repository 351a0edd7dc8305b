"""What sealing adds up: answers by decision."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import F

from consult.hearings.models import HearingTally
from realtime.record import projections
from realtime.record.projections import Sealed


@projections.register("hearing.response", "hearing.answer")
def count_responses(entries: Sequence[Sealed], size: int) -> Iterable[str]:
    """A first answer counts under its decision; a revision moves it from the old decision to the new.

    One answer to many says how many comments it answered, and how many of them stood under which decision.
    """
    sums: dict[str, Counter[str]] = {}
    for entry in entries:
        counts = sums.setdefault(entry.public_id, Counter())
        counts[entry.body["decision"]] += entry.body.get("comments", 1)
        before = entry.body["instead_of"]
        counts.subtract(before if isinstance(before, dict) else {before: 1} if before else {})
    for public_id, counts in sums.items():
        HearingTally.objects.get_or_create(public_id=public_id)
        changes = {decision: F(decision) + n for decision, n in counts.items()}
        HearingTally.objects.filter(public_id=public_id).update(record_size=size, **changes)
    return {f"hearing.{public_id}" for public_id in sums} | {"site"}


CHANGED = (
    "hearing.published", "hearing.opened", "hearing.extended", "hearing.closed", "hearing.cancelled", "hearing.report",
    "hearing.finished",
)  # fmt: skip


@projections.register(*CHANGED)
def refresh_changed(entries: Sequence[Sealed], _size: int) -> Iterable[str]:
    """A change of the hearing is news for those who watch."""
    return {f"hearing.{entry.public_id}" for entry in entries}
