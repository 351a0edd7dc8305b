"""The numbers of a round: participation, by day. Never a choice while the ballot runs."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import Channel
from budgets.rounds.actions.casting import BALLOT, REPLACED
from budgets.rounds.actions.paper import DEPOSIT
from budgets.rounds.channels import without_ballot
from budgets.rounds.models import Round
from budgets.rounds.stores import verbs
from realtime.record.models import Pending

# What an entry adds to the participants of its day.
COUNTS = {BALLOT: 1, DEPOSIT: 1, REPLACED: -1}


@dataclass(frozen=True)
class Day:
    """One day: new participants, and ballots changed."""

    day: date
    participants: int
    changed: int


@dataclass(frozen=True)
class Figures:
    """Participation in one round, true for a record of `record_size` entries."""

    public_id: str
    state: str
    participants: int
    changed: int
    days: tuple[Day, ...]
    record_size: int

    @property
    def busiest(self) -> int:
        """Participants on the busiest day."""
        return max((day.participants for day in self.days), default=0)


def figures(round_: Round) -> Figures:
    """Participation as sealing left it. One query, none when `days` were prefetched."""
    rows = list(round_.days.all())
    days = tuple(Day(row.day, row.ballots - row.replaced, row.replaced) for row in rows)
    size = max((row.record_size for row in rows), default=0)
    total, changed = sum(day.participants for day in days), sum(day.changed for day in days)
    return Figures(round_.public_id, round_.state, total, changed, days, size)


def recount(round_: Round) -> dict[date, int]:
    """Participants by day of their first ballot, from the roll; must agree once everything is sealed."""
    return verbs.participants(round_.public_id)


def waiting(round_: Round) -> Counter[date]:
    """Participants by day whose entries are not sealed yet: ballots wait for a crowd (realtime.record.waiting)."""
    found: Counter[date] = Counter()
    for kind, leaf in Pending.objects.filter(subject=round_.subject, kind__in=COUNTS).values_list("kind", "leaf"):
        document = json.loads(bytes(leaf))
        if document["body"].get("channel") != Channel.PAPER.value:
            found[date.fromisoformat(document["at"])] += COUNTS[kind]
    return found


def recount_all() -> Iterable[str]:
    """One sentence for each round whose figures do not agree with the roll and the box."""
    for round_ in Round.objects.frozen().with_page().prefetch_related("days"):
        counted = Counter({day.day: day.participants for day in figures(round_).days})
        counted.update(waiting(round_))
        again = recount(round_)
        if dict(+counted) != again:
            yield f"{round_.public_id}: counted {dict(+counted)}, the roll says {again}"
        if verbs.ballots_in_box(round_.public_id) + without_ballot(round_.public_id) != sum(again.values()):
            yield f"{round_.public_id}: the box does not hold one ballot for each participant"


def live(public_id: str) -> dict[str, Any] | None:
    """What viewers of topic `round.<public_id>` get: absolute, participation only."""
    round_ = Round.objects.published().prefetch_related("days").filter(page__public_id=public_id).first()
    if round_ is None:
        return None
    now = figures(round_)
    return {
        "state": now.state,
        "participants": now.participants,
        "changed": now.changed,
        "by_day": [{"day": day.day.isoformat(), "participants": day.participants} for day in now.days],
        "closes_at": round_.page.closes_at.isoformat(),
    }
