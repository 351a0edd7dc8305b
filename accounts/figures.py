"""Figures of the counters: what officers did, never whom they served."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from accounts.models import AccessLog, Agency, User

DAYS = 30
_W = AccessLog.Why


@dataclass(frozen=True)
class CounterDay:
    """One officer on one day at the counters of one agency; each a number of looks."""

    day: date
    officer: str
    agency: str
    searched: int
    registered: int
    helped: int
    people: int


def at_counters(agencies: Any) -> list[CounterDay]:
    """The last 30 days at the counters of `agencies` (ids or a query), the newest first. Three queries."""
    since = timezone.now() - timedelta(days=DAYS)
    rows = (
        AccessLog.objects.filter(agency__in=agencies, at__gte=since, why__in=[_W.SEARCHED, _W.REGISTERED, _W.ASSISTED])
        .annotate(day=TruncDate("at"))
        .values("day", "officer", "agency")
        .annotate(
            searched=Count("id", filter=Q(why=_W.SEARCHED)),
            registered=Count("id", filter=Q(why=_W.REGISTERED)),
            helped=Count("id", filter=Q(why=_W.ASSISTED)),
            people=Count("citizen", distinct=True),
        )
        .order_by("-day", "-helped", "officer")
    )
    found = list(rows)
    officers = User.objects.in_bulk({row["officer"] for row in found if row["officer"]})
    names = Agency.objects.in_bulk({row["agency"] for row in found})
    return [
        CounterDay(
            day=row["day"],
            officer=officers[row["officer"]].get_full_name() if row["officer"] else "",
            agency=str(names[row["agency"]]),
            searched=row["searched"],
            registered=row["registered"],
            helped=row["helped"],
            people=row["people"],
        )
        for row in found
    ]
