"""The sums of every place of a budget, made from its lines; and whether they still agree with them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from budgets.ledger.codes import LEVELS, codes
from budgets.ledger.models import Budget, BudgetLine, Place, PlaceMonth, PlaceType, Spending

BATCH = 2000


@dataclass
class _Sum:
    """What is added up at one place."""

    names: tuple[str, ...]
    parent: str
    amount: Decimal = Decimal(0)
    original: Decimal = Decimal(0)
    committed: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)
    lines: int = 0
    types: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    months: dict[date, list[Decimal]] = field(default_factory=lambda: defaultdict(lambda: [Decimal(0), Decimal(0)]))


@transaction.atomic
def rebuild(budget: Budget) -> None:
    """Make all sums of a budget new. Nine queries and some for each thousand places."""
    found = _summed(budget)
    for model in (Place, PlaceType, PlaceMonth):
        model.objects.filter(budget=budget).delete()
    places = [_place(budget, code, one) for code, one in found.items()]
    types = [PlaceType(budget=budget, code=code, type=name, amount=amount)
             for code, one in found.items() for name, amount in one.types.items()]  # fmt: skip
    months = [PlaceMonth(budget=budget, code=code, month=month, committed=committed, paid=paid)
              for code, one in found.items() for month, (committed, paid) in one.months.items()]  # fmt: skip
    Place.objects.bulk_create(places, batch_size=BATCH)
    PlaceType.objects.bulk_create(types, batch_size=BATCH)
    PlaceMonth.objects.bulk_create(months, batch_size=BATCH)


def paid(line: BudgetLine) -> Decimal:
    """Baht paid from a line so far. One query."""
    return line.spending.aggregate(paid=Sum("paid"))["paid"] or Decimal(0)


def paid_by_line(ids: Iterable[int]) -> dict[int, Decimal]:
    """Baht paid from each of some lines. One query."""
    rows = Spending.objects.filter(line__in=list(ids)).order_by().values("line").annotate(paid=Sum("paid"))
    return {row["line"]: row["paid"] for row in rows}


def disagreements(budget: Budget) -> Iterator[str]:
    """One sentence for each place whose sums are not those of its lines."""
    found = _summed(budget)
    kept = {place.code: place for place in Place.objects.filter(budget=budget)}
    for code in sorted(found.keys() | kept.keys()):
        one, place = found.get(code), kept.get(code)
        counted = one and (one.amount, one.original, one.committed, one.paid, one.lines)
        stored = place and (place.amount, place.original, place.committed, place.paid, place.lines)
        if counted != stored:
            yield f"{budget.public_id} {code or 'whole'}: kept {stored}, the lines say {counted}"


def recount_all() -> Iterator[str]:
    """As `disagreements`, for every budget."""
    for budget in Budget.objects.order_by("pk"):
        yield from disagreements(budget)


def _summed(budget: Budget) -> dict[str, _Sum]:
    found: dict[str, _Sum] = {"": _Sum((), "")}
    spent: dict[int, list[tuple[date, Decimal, Decimal]]] = defaultdict(list)
    for row in Spending.objects.filter(line__budget=budget):
        spent[row.line_id].append((row.month, row.committed, row.paid))
    coded: dict[tuple[str, ...], list[str]] = {}
    columns = ("pk", "amount", "original", *LEVELS)
    for pk, amount, original, *names in budget.lines.order_by("order").values_list(*columns).iterator(5000):
        path = tuple(names)
        if path not in coded:
            coded[path] = codes(path)
        above = coded[path]
        for depth, code in enumerate(above):
            one = found.get(code) or found.setdefault(code, _Sum(path[:depth], above[depth - 1]))
            one.amount += amount
            one.original += original
            one.lines += 1
            one.types[path[3]] += amount
            _add_months(one, spent.get(pk, ()))
    return found


def _add_months(one: _Sum, months: Iterable[tuple[date, Decimal, Decimal]]) -> None:
    for month, committed, paid_ in months:
        one.committed += committed
        one.paid += paid_
        one.months[month][0] += committed
        one.months[month][1] += paid_


def _place(budget: Budget, code: str, one: _Sum) -> Place:
    return Place(
        budget=budget, code=code, parent=one.parent, depth=len(one.names), name=one.names[-1] if one.names else "",
        trail=" / ".join(one.names)[:800], amount=one.amount, original=one.original, committed=one.committed,
        paid=one.paid, lines=one.lines,
    )  # fmt: skip
