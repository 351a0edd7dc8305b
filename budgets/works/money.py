"""The money of works as the budget tells it: lines that pay for them, payments by month, contracts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max, Sum

from budgets.ledger.models import BudgetLine, Contract
from budgets.rounds.models import Project
from budgets.works.models import Funding, Work

SHOWN = 50


@dataclass(frozen=True)
class Ledger:
    """What the lines of one work have together, in baht; `until`: the last month with a payment or commitment."""

    lines: tuple[BudgetLine, ...]
    planned: Decimal
    committed: Decimal
    paid: Decimal
    until: date | None


def of(works: Iterable[Work]) -> dict[int, Ledger]:
    """The ledger of each work that has lines, by the work's key. One query."""
    rows = Funding.objects.filter(work__in=[work.pk for work in works]).select_related("line__budget__agency")
    summed = rows.annotate(
        committed=Sum("line__spending__committed"), paid=Sum("line__spending__paid"), until=Max("line__spending__month")
    )
    found: dict[int, list[Funding]] = {}
    for row in summed.order_by("line__budget__fiscal_year", "line__order"):
        found.setdefault(row.work_id, []).append(row)
    return {key: _together(own) for key, own in found.items()}


def _together(rows: list[Funding]) -> Ledger:
    nothing = Decimal(0)
    months = [row.until for row in rows if row.until]  # type: ignore[attr-defined]
    return Ledger(
        lines=tuple(row.line for row in rows),
        planned=sum((row.line.amount for row in rows), nothing),
        committed=sum((row.committed or nothing for row in rows), nothing),  # type: ignore[attr-defined]
        paid=sum((row.paid or nothing for row in rows), nothing),  # type: ignore[attr-defined]
        until=max(months, default=None),
    )


def contracts(work: Work) -> list[Contract]:
    """The contracts paid from the lines of a work, as OCDS released them. One query."""
    return list(Contract.objects.filter(line__funding__work=work)[:SHOWN])


def project_id(project: Project) -> str:
    """The Project ID by which a budget file names a winning project: round and code."""
    return f"{project.round.public_id}-{project.code}"


def named(project: Project) -> list[BudgetLine]:
    """Public lines of the agency that carry the Project ID of a winner and pay for no work yet. One query."""
    free = BudgetLine.objects.public().filter(budget__agency=project.round.page.agency, funding=None)
    return list(free.filter(project_id=project_id(project))[:SHOWN])


def find(work: Work, key: str, *, tied: bool) -> BudgetLine | None:
    """The line with this id: one that pays for the work (`tied`), or the agency's latest that pays for nothing yet."""
    rows = BudgetLine.objects.public().filter(budget__agency=work.project.round.page.agency, stable_id=key)
    if tied:
        return rows.filter(funding__work=work).first()
    latest = rows.order_by("-budget__fiscal_year")
    return latest.filter(funding=None).first() or latest.first()
