"""The numbers of a budget at any place in it: parts, shares, and the same place elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Sum

from budgets.ledger.models import Budget, BudgetLine
from budgets.ledger.reading import LEVELS


@dataclass(frozen=True)
class Slice:
    """One part of what is shown. `share` of the whole shown (0 to 1); drawn by the chart tags."""

    label: str
    value: Decimal
    share: Decimal
    text: str
    href: str = ""


@dataclass(frozen=True)
class Peer:
    """The same place in another budget; `amount` is None where it has no such place."""

    budget: Budget
    amount: Decimal | None
    href: str
    here: bool = False

    @property
    def share(self) -> Decimal | None:
        """The place's share of its own budget."""
        return None if self.amount is None or not self.budget.total else self.amount / self.budget.total


@dataclass(frozen=True)
class Place:
    """Where in a budget the reader is: chosen names from the top, total there, its parts by the next level."""

    path: dict[str, str]
    level: str
    total: Decimal
    slices: tuple[Slice, ...]
    types: tuple[Slice, ...]


def place(budget: Budget, path: dict[str, str], money: Any = str) -> Place | None:
    """The parts of one place, or None when the budget has no such place. One query.

    `money` turns an amount into the reader's words.
    """
    level = LEVELS[len(path)]
    rows = list(BudgetLine.objects.filter(budget=budget).within(path).values(*LEVELS, "amount").order_by("order"))
    if not rows:
        return None
    total = sum((row["amount"] for row in rows), start=Decimal(0))
    linked = len(path) < len(LEVELS) - 1
    slices = _slices(rows, level, total, money, {**path} if linked else None)
    return Place(path, level, total, slices, _slices(rows, "type", total, money, None))


def peers(budget: Budget, path: dict[str, str]) -> list[Peer]:
    """The same place in other years and other authorities, this budget first. Two queries."""
    budgets = sorted(
        Budget.objects.comparable_with(budget),
        key=lambda other: (other.agency_id != budget.agency_id, str(other.agency), -other.fiscal_year),
    )
    sums = (
        BudgetLine.objects.filter(budget__in=budgets).within(path).order_by().values("budget").annotate(Sum("amount"))
    )
    amounts = {row["budget"]: row["amount__sum"] for row in sums}
    return [Peer(other, amounts.get(other.pk), address(other, path), here=other.pk == budget.pk) for other in budgets]


def address(budget: Budget, path: dict[str, str]) -> str:
    """The page of one place."""
    query = f"?{urlencode(path)}" if path else ""
    return budget.get_absolute_url() + query


def live(public_id: str) -> dict[str, Any] | None:
    """What viewers of topic `budget.<public_id>` get."""
    budget = Budget.objects.published().filter(public_id=public_id).first()
    if budget is None:
        return None
    return {"stage": budget.stage, "fiscal_year_ce": budget.year_ce, "total": f"{budget.total:.2f}"}


def _slices(
    rows: Sequence[dict[str, Any]], level: str, total: Decimal, money: Any, path: dict[str, str] | None
) -> tuple[Slice, ...]:
    sums: dict[str, Decimal] = {}
    for row in rows:
        sums[row[level]] = sums.get(row[level], Decimal(0)) + row["amount"]
    return tuple(
        Slice(
            label=name,
            value=amount,
            share=amount / total if total else Decimal(0),
            text=money(amount),
            href=f"?{urlencode({**path, level: name})}" if path is not None else "",
        )
        for name, amount in sorted(sums.items(), key=lambda item: -item[1])
    )
