"""What sealing adds up: answers by decision."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import F

from consult.hearings.models import HearingTally
from realtime.record import projections
from realtime.record.projections import Sealed


@projections.register("hearing.response")
def count_responses(entries: Sequence[Sealed], size: int) -> Iterable[str]:
    """A first answer counts under its decision; a revision moves it from the old decision to the new."""
    sums: dict[str, Counter[str]] = {}
    for entry in entries:
        counts = sums.setdefault(entry.public_id, Counter())
        counts[entry.body["decision"]] += 1
        if entry.body["instead_of"]:
            counts[entry.body["instead_of"]] -= 1
    for public_id, counts in sums.items():
        HearingTally.objects.get_or_create(public_id=public_id)
        changes = {decision: F(decision) + n for decision, n in counts.items()}
        HearingTally.objects.filter(public_id=public_id).update(record_size=size, **changes)
    return {f"hearing.{public_id}" for public_id in sums} | {"site"}


@projections.register("hearing.published", "hearing.extended", "hearing.cancelled")
def refresh_changed(entries: Sequence[Sealed], _size: int) -> Iterable[str]:
    """A change of the hearing is news for those who watch."""
    return {f"hearing.{entry.public_id}" for entry in entries}
