"""The growth of a petition by minute, hour or day, exact, from what sealing counted; days are days in Thailand."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from django.db.models import Sum
from django.utils import timezone

from petitions.figures import Hour, hours
from petitions.models import MinuteTally, Petition

type Step = Literal["minute", "hour", "day"]
MINUTES = 2 * 24 * 60  # of the last two days; hours and days go back to the beginning


@dataclass(frozen=True)
class Rates:
    """Signatures within the last sixty minutes and the last 24 hours (whole minutes)."""

    hour: int
    day: int


def rates(petition_id: int, now: datetime | None = None) -> Rates:
    """How fast names come in now. One query."""
    moment = (now or timezone.now()).replace(second=0, microsecond=0)
    rows = MinuteTally.objects.filter(petition_id=petition_id, minute__gt=moment - timedelta(days=1))
    found = dict(rows.values_list("minute", "signed"))
    since = moment - timedelta(hours=1)
    return Rates(sum(n for minute, n in found.items() if minute > since), sum(found.values()))


def points(petition: Petition, step: Step) -> list[Hour]:
    """One point for each step with a change, with the total after it."""
    if step == "hour":
        return hours(petition)
    return _minutes(petition) if step == "minute" else by_day(hours(petition))


def by_day(series: Sequence[Hour]) -> list[Hour]:
    """Hours gathered into days in Thailand, each point at its midnight."""
    days: dict[datetime, list[Hour]] = defaultdict(list)
    for hour in series:
        local = timezone.localtime(hour.hour)
        days[local.replace(hour=0, minute=0, second=0, microsecond=0)].append(hour)
    return [
        Hour(day, sum(hour.signed for hour in of), sum(hour.withdrawn for hour in of), of[-1].total)
        for day, of in days.items()
    ]


def full_days(series: Sequence[Hour], today: date) -> list[int]:
    """Net names of every full day from the first to yesterday, days without a change among them."""
    counts = {timezone.localdate(day.hour): day.signed - day.withdrawn for day in by_day(series)}
    if not counts:
        return []
    first = min(counts) + timedelta(days=1)  # the first day was not a full one
    return [counts.get(first + timedelta(days=n), 0) for n in range((today - first).days)]


def _minutes(petition: Petition) -> list[Hour]:
    rows = MinuteTally.objects.filter(petition=petition)
    since = timezone.now() - timedelta(minutes=MINUTES)
    before = rows.filter(minute__lt=since).aggregate(signed=Sum("signed"), withdrawn=Sum("withdrawn"))
    total = (before["signed"] or 0) - (before["withdrawn"] or 0)
    found = []
    for minute, signed, withdrawn in (
        rows.filter(minute__gte=since).order_by("minute").values_list("minute", "signed", "withdrawn")
    ):
        total += signed - withdrawn
        found.append(Hour(minute, signed, withdrawn, total))
    return found
