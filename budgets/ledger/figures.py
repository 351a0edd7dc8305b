"""The numbers of a budget at any place in it: parts, shares, per head, by quarter, and the same place elsewhere.

Everything is read from sums kept ready (models.places): the same few rows whatever the size of the budget.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from budgets.ledger import months
from budgets.ledger.codes import LEVELS, code
from budgets.ledger.models import Budget, Headcount, Place, PlaceMonth, PlaceType

PARTS = 50  # on one page; a treemap draws the largest 30
DRAWN = 30
LEVEL_NAMES: dict[str, tuple[str | Promise, ...]] = {
    Budget.Shape.LOCAL: (_("Area"), _("Plan"), _("Task"), _("Type of expenditure"), _("Budget line")),
    Budget.Shape.NATIONAL: (
        _("Ministry"),
        _("Budgetary unit"),
        _("Budget plan"),
        _("Type of expenditure"),
        _("Budget line"),
    ),
}


@dataclass(frozen=True)
class Slice:
    """One part of what is shown. `share` of the whole shown (0 to 1); drawn by the chart tags."""

    label: str
    value: Decimal
    share: Decimal
    text: str
    href: str = ""
    paid: Decimal = Decimal(0)


@dataclass(frozen=True)
class Peer:
    """The same place in another budget; `amount` is None where it has no such place. `people`: whom it serves."""

    budget: Budget
    amount: Decimal | None
    href: str
    here: bool = False
    people: int | None = None

    @property
    def share(self) -> Decimal | None:
        """The place's share of its own budget."""
        return None if self.amount is None or not self.budget.total else self.amount / self.budget.total

    @property
    def per_head(self) -> Decimal | None:
        """Baht for each person served."""
        return None if self.amount is None or not self.people else self.amount / self.people


@dataclass(frozen=True)
class Quarter:
    """Three months of the fiscal year, in baht; `paid_by` is what was paid from its beginning to the quarter's end."""

    number: int
    committed: Decimal
    paid: Decimal
    paid_by: Decimal


@dataclass(frozen=True)
class Shown:
    """Where in a budget the reader is: chosen names from the top, its sums, its parts by the next level.

    `more`: whether parts come after this page; `only`: the one type of expenditure that the parts are of, or nothing.
    """

    path: dict[str, str]
    place: Place
    slices: tuple[Slice, ...]
    types: tuple[Slice, ...]
    months: tuple[PlaceMonth, ...]
    more: bool = False
    only: str = ""

    @property
    def parts_total(self) -> Decimal:
        """Baht that the parts share: all of the place, or of one type of expenditure."""
        return next((one.value for one in self.types if one.label == self.only), self.total)

    @property
    def total(self) -> Decimal:
        """Baht at this place now."""
        return self.place.amount

    @property
    def changed(self) -> Decimal:
        """Baht more (or less) than first published."""
        return self.place.amount - self.place.original

    @property
    def left(self) -> Decimal:
        """Baht not paid yet."""
        return self.place.amount - self.place.paid

    @property
    def paid_share(self) -> Decimal:
        """The share that is paid (0 to 1)."""
        return self.place.paid / self.place.amount if self.place.amount else Decimal(0)

    @property
    def quarters(self) -> list[Quarter]:
        """Payments by quarter, as far as any month is known."""
        found: list[Quarter] = []
        for number in range(1, 5):
            own = [row for row in self.months if months.quarter(row.month) == number]
            if own:
                before = found[-1].paid_by if found else Decimal(0)
                paid = sum((row.paid for row in own), start=Decimal(0))
                committed = sum((row.committed for row in own), start=Decimal(0))
                found.append(Quarter(number, committed, paid, before + paid))
        return found


def place(
    budget: Budget, path: dict[str, str], money: Callable[[Decimal], str] = str, page: int = 0, only: str = ""
) -> Shown | None:
    """One place with its parts (`only` of one type of expenditure), or None when there is no such place or type.

    `money` turns an amount into the reader's words. Four levels down there are lines instead of parts. Five queries
    at most.
    """
    here = code(*path.values())
    found = Place.objects.filter(budget=budget, code=here).first()
    if found is None:
        return None
    rows = PlaceType.objects.filter(budget=budget, code=here).order_by("-amount", "type")[:PARTS]
    types = tuple(_plain(row, found.amount, money, path) for row in rows)
    total = next((one.value for one in types if one.label == only), None) if only else found.amount
    if total is None or (only and len(path) >= len(LEVELS) - 1):
        return None
    children: list[Place] = []
    if len(path) < len(LEVELS):
        parts = _of_type(budget, path, only) if only else _children(budget, path)
        children = list(parts[page * PARTS : (page + 1) * PARTS + 1])
    return Shown(
        path=path, place=found, slices=tuple(_slice(child, total, money, path, only) for child in children[:PARTS]),
        types=types, months=tuple(PlaceMonth.objects.filter(budget=budget, code=here)),
        more=len(children) > PARTS, only=only,
    )  # fmt: skip


def _children(budget: Budget, path: dict[str, str]) -> QuerySet[Place]:
    """The parts of a place, the largest first."""
    rows = Place.objects.filter(budget=budget, parent=code(*path.values()), depth=len(path) + 1)
    return rows.order_by("-amount", "code")


def _of_type(budget: Budget, path: dict[str, str], only: str) -> QuerySet[Place]:
    """The parts of a place with what they have of one type of expenditure, the largest first."""
    own = PlaceType.objects.filter(budget=budget, code=OuterRef("code"), type=only).values("amount")
    rows = _children(budget, path).annotate(of_type=Subquery(own)).filter(of_type__isnull=False)
    return rows.order_by("-of_type", "code")


def _slice(child: Place, total: Decimal, money: Callable[[Decimal], str], path: dict[str, str], only: str) -> Slice:
    inside = {**path, LEVELS[len(path)]: child.name}
    if only:  # two levels down on, the type is the next level itself
        inside |= {LEVELS[3]: only} if len(inside) == len(LEVELS) - 1 else {"only": only}
    amount: Decimal = child.of_type if only else child.amount  # type: ignore[attr-defined]
    return Slice(child.name, amount, _share(amount, total), money(amount), f"?{urlencode(inside)}", child.paid)


def _plain(row: PlaceType, total: Decimal, money: Callable[[Decimal], str], path: dict[str, str]) -> Slice:
    href = f"?{urlencode({**path, 'only': row.type})}" if len(path) < len(LEVELS) - 1 else ""
    return Slice(row.type, row.amount, _share(row.amount, total), money(row.amount), href)


def _share(amount: Decimal, total: Decimal) -> Decimal:
    return amount / total if total else Decimal(0)


def peers(budget: Budget, path: dict[str, str]) -> list[Peer]:
    """The same place in other years and other authorities, this agency's first. Three queries."""
    budgets = sorted(
        Budget.objects.comparable_with(budget),
        key=lambda other: (other.agency_id != budget.agency_id, str(other.agency), -other.fiscal_year),
    )
    rows = Place.objects.filter(budget__in=budgets, code=code(*path.values())).values_list("budget", "amount")
    amounts = dict(rows)
    people = heads(budgets)
    return [
        Peer(other, amounts.get(other.pk), address(other, path), other.pk == budget.pk, people.get(other.pk))
        for other in budgets
    ]


def heads(budgets: Iterable[Budget]) -> dict[int, int]:
    """People served by each budget's agency: by the last count up to the year's end, else the first. One query."""
    listed = list(budgets)
    counts: dict[int, list[Headcount]] = {}
    for row in Headcount.objects.filter(agency__in={one.agency_id for one in listed}).order_by("on"):
        counts.setdefault(row.agency_id, []).append(row)
    found: dict[int, int] = {}
    for one in listed:
        rows = counts.get(one.agency_id, [])
        until = [row for row in rows if row.on <= date(one.year_ce, 9, 30)]
        if rows:
            found[one.pk] = (until[-1] if until else rows[0]).people
    return found


@dataclass(frozen=True)
class Beside:
    """One part in two budgets, in baht; None where a budget has none."""

    name: str
    ours: Decimal | None
    theirs: Decimal | None
    href: str

    @property
    def difference(self) -> Decimal:
        """Ours less theirs."""
        return (self.ours or Decimal(0)) - (self.theirs or Decimal(0))


def beside(ours: Budget, theirs: Budget, path: dict[str, str]) -> list[Beside]:
    """The parts of one place in two budgets, the largest of either first. One query."""
    here = code(*path.values())
    found: dict[str, dict[int, Place]] = {}
    rows = Place.objects.filter(budget__in=(ours, theirs), parent=here, depth=len(path) + 1).order_by("-amount")
    for row in rows[: 4 * PARTS]:
        found.setdefault(row.name, {})[row.budget_id] = row
    return [_beside(name, pair, ours, theirs, path) for name, pair in found.items()]


def _beside(name: str, pair: dict[int, Place], ours: Budget, theirs: Budget, path: dict[str, str]) -> Beside:
    mine, other = pair.get(ours.pk), pair.get(theirs.pk)
    deeper = len(path) < len(LEVELS) - 1 and mine and other
    href = f"?{urlencode({**path, LEVELS[len(path)]: name})}" if deeper else ""
    return Beside(name, mine.amount if mine else None, other.amount if other else None, href)


def address(budget: Budget, path: dict[str, str]) -> str:
    """The page of one place."""
    query = f"?{urlencode(path)}" if path else ""
    return budget.get_absolute_url() + query


def live(public_id: str) -> dict[str, Any] | None:
    """What viewers of topic `budget.<public_id>` get. Two queries."""
    budget = Budget.objects.published().filter(public_id=public_id).first()
    if budget is None:
        return None
    whole = Place.objects.filter(budget=budget, code="").first()
    figures = {"stage": budget.stage, "fiscal_year_ce": budget.year_ce, "total": f"{budget.total:.2f}"}
    return figures | {"paid": f"{whole.paid:.2f}" if whole else "0.00"}


def names_of(budget: Budget) -> Sequence[str | Promise]:
    """What the levels of a budget are called, the lines last."""
    return LEVEL_NAMES[budget.shape]
