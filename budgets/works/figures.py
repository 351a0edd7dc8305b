"""The numbers of works: percent, money, lateness; one definition for pages and tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from budgets.works.models import Work
from budgets.works.money import Ledger
from budgets.works.states import State


@dataclass(frozen=True)
class Figures:
    """One work: `planned` and `paid` in baht, `expected` percent if work went evenly, `late` in days.

    `ledger`: the budget lines that pay for it; None where what is paid is what officers report.
    """

    percent: int
    expected: int
    planned: Decimal
    paid: Decimal
    late: int
    ledger: Ledger | None = None

    @property
    def paid_percent(self) -> int:
        """Paid as a share of the plan."""
        return int(self.paid * 100 / self.planned) if self.planned else 0

    @property
    def left(self) -> Decimal:
        """What is left of the plan; negative when more was paid."""
        return self.planned - self.paid


def figures(work: Work, ledger: Ledger | None = None) -> Figures:
    """The numbers as of today. No query when the project is loaded."""
    today = timezone.localdate()
    length = max(1, (work.due - work.starts).days)
    gone = min(max(0, (today - work.starts).days), length)
    paid = ledger.paid if ledger else work.paid
    return Figures(work.percent, gone * 100 // length, work.project.cost, paid, work.late_on(today), ledger)


@dataclass(frozen=True)
class Sum:
    """All works of a round."""

    works: int
    done: int
    late: int
    planned: Decimal
    paid: Decimal


def together(works: Iterable[tuple[Work, Figures]]) -> Sum:
    """The sum of works and their numbers."""
    rows = list(works)
    return Sum(
        len(rows),
        sum(work.state == State.DONE for work, _numbers in rows),
        sum(numbers.late > 0 for _work, numbers in rows),
        sum((numbers.planned for _work, numbers in rows), Decimal(0)),
        sum((numbers.paid for _work, numbers in rows), Decimal(0)),
    )


def recount_all() -> Iterable[str]:
    """One sentence for each work whose percent or money is not that of its last report."""
    for work in Work.objects.select_related("project").prefetch_related("reports"):
        reports = list(work.reports.all())
        paid = next((one.paid for one in reports if one.paid is not None), Decimal(0))
        told = (reports[0].percent if reports else 0, paid)
        if (work.percent, work.paid) != told:
            yield f"{work.project.code}: {work.percent} %, {work.paid} baht; the last report says {told}"
