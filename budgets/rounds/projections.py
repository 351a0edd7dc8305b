"""What sealing adds up: ballots and replaced ballots by day."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import F

from accounts.models import Channel
from budgets.rounds.actions.casting import BALLOT, REPLACED
from budgets.rounds.actions.paper import DEPOSIT
from budgets.rounds.models import DayTally, Round
from realtime.record import projections
from realtime.record.projections import Sealed


@projections.register(BALLOT, REPLACED, DEPOSIT)
def count_ballots(entries: Sequence[Sealed], size: int) -> Iterable[str]:
    """Add a window of ballots to the days of the rounds concerned; paper counts on the day it went into a box."""
    ids = {entry.public_id for entry in entries}
    known = dict(Round.objects.filter(page__public_id__in=ids).values_list("page__public_id", "pk"))
    sums = Counter(
        (known[entry.public_id], date.fromisoformat(entry.document["at"]), entry.kind)
        for entry in entries
        if entry.public_id in known and entry.body.get("channel") != Channel.PAPER.value
    )
    for round_id, day in {(round_id, day) for round_id, day, _kind in sums}:
        DayTally.objects.get_or_create(round_id=round_id, day=day)
        DayTally.objects.filter(round_id=round_id, day=day).update(
            ballots=F("ballots") + sums[round_id, day, BALLOT] + sums[round_id, day, DEPOSIT],
            replaced=F("replaced") + sums[round_id, day, REPLACED],
            record_size=size,
        )
    return {f"round.{public_id}" for public_id in known} | {"site"}


@projections.register(
    "round.opened", "round.closed", "round.counted", "round.certified", "round.recount-ordered", "round.corrected"
)
def refresh_changed(entries: Sequence[Sealed], _size: int) -> Iterable[str]:
    """A change of state is news for those who watch."""
    return {f"round.{entry.public_id}" for entry in entries} | {"site"}
