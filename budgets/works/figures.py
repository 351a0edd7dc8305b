"""The numbers of works: percent, money, lateness; one definition for pages and tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from budgets.works.models import Work
from budgets.works.states import State


@dataclass(frozen=True)
class Figures:
    """One work: `planned` and `paid` in baht, `expected` percent if work went evenly, `late` in days."""

    percent: int
    expected: int
    planned: Decimal
    paid: Decimal
    late: int

    @property
    def paid_percent(self) -> int:
        """Paid as a share of the plan."""
        return int(self.paid * 100 / self.planned) if self.planned else 0

    @property
    def left(self) -> Decimal:
        """What is left of the plan; negative when more was paid."""
        return self.planned - self.paid


def figures(work: Work) -> Figures:
    """The numbers as of today. No query when the project is loaded."""
    today = timezone.localdate()
    length = max(1, (work.due - work.starts).days)
    gone = min(max(0, (today - work.starts).days), length)
    return Figures(work.percent, gone * 100 // length, work.project.cost, work.paid, work.late_on(today))


@dataclass(frozen=True)
class Sum:
    """All works of a round."""

    works: int
    done: int
    late: int
    planned: Decimal
    paid: Decimal


def together(works: Iterable[Work]) -> Sum:
    """The sum of works that are loaded."""
    rows = list(works)
    return Sum(
        len(rows),
        sum(work.state == State.DONE for work in rows),
        sum(work.late > 0 for work in rows),
        sum((work.project.cost for work in rows), Decimal(0)),
        sum((work.paid for work in rows), Decimal(0)),
    )


def recount_all() -> Iterable[str]:
    """One sentence for each work whose percent or money is not that of its last report."""
    for work in Work.objects.select_related("project").prefetch_related("reports"):
        last = next(iter(work.reports.all()), None)
        told = (last.percent, last.paid) if last else (0, Decimal(0))
        if (work.percent, work.paid) != told:
            yield f"{work.project.code}: {work.percent} %, {work.paid} baht; the last report says {told}"
