"""The numbers of moderation: one definition for the transparency page and the open data."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Avg, Count, F, Min, Q

from consult.moderation.models import Case, Decision, Report
from consult.moderation.states import OPEN, OUT_OF_SIGHT, VERDICTS, Complaint, State


@dataclass(frozen=True)
class Figures:
    """What was reported and what became of it. `hours` is from the first report to the first officer's decision."""

    reports: int
    cases: int
    waiting: int
    covered: int
    kept: int
    asked: int
    hidden: int
    appeals: int
    restored: int
    hours: float | None
    by_complaint: dict[str, int]


def figures() -> Figures:
    """Counted over every case of the site. Four queries."""
    one = Count("pk")
    cases = Case.objects.aggregate(
        cases=one,
        waiting=Count("pk", filter=Q(state__in=OPEN)),
        appeals=Count("pk", filter=~Q(appeal="")),
        restored=Count("pk", filter=Q(state=State.RESTORED)),
        hidden=Count("pk", filter=Q(state__in=set(OUT_OF_SIGHT) - {State.COVERED})),
    )
    steps = dict(Decision.objects.order_by().values_list("outcome").annotate(one))
    given = dict(Report.objects.order_by().values_list("complaint").annotate(one))
    return Figures(
        reports=sum(given.values()),
        covered=steps.get(State.COVERED, 0),
        kept=steps.get(State.KEPT, 0),
        asked=steps.get(State.ASKED, 0),
        hours=_hours(),
        by_complaint={complaint.value: given.get(complaint.value, 0) for complaint in Complaint},
        **cases,
    )


def _hours() -> float | None:
    by_officers = Q(decisions__by__isnull=False) & ~Q(decisions__outcome__in=VERDICTS)
    first = Case.objects.filter(reports__gt=0).annotate(first=Min("decisions__at", filter=by_officers))
    found: timedelta | None = first.filter(first__isnull=False).aggregate(taken=Avg(F("first") - F("opened_at")))[
        "taken"
    ]
    return round(found / timedelta(hours=1), 1) if found is not None else None
