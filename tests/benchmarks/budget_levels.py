"""How long a level of a budget takes to read: 100,000 lines beside 1,000. `python -m tests.benchmarks.budget_levels`.

Everything is undone at the end.
"""

import os
import statistics
import time
from decimal import Decimal

import django
from django.db import transaction

TIMES = 40


def main() -> None:
    """Make both budgets inside a transaction, read every level of each, print the medians."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    with transaction.atomic():
        small, large = (_made(size, year) for size, year in ((1_000, 2580), (100_000, 2581)))
        for depth in range(5):
            few, many = _median(small, depth), _median(large, depth)
            print(
                f"depth {depth}: 1,000 lines {few * 1000:.2f} ms, 100,000 lines {many * 1000:.2f} ms, {many / few:.2f}x"
            )
        transaction.set_rollback(True)


def _made(size: int, year: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from accounts.models import Agency
    from budgets.ledger import sums
    from budgets.ledger.codes import code
    from budgets.ledger.models import Budget, BudgetLine

    agency, _new = Agency.objects.get_or_create(slug="benchmark", defaults={"name": "b", "kind": "pao"})
    budget = Budget.objects.create(public_id=f"benchmark-{year}", agency=agency, fiscal_year=year, source="-")
    rows = []
    for at in range(size):
        path = (f"a{at % 10}", f"p{at // 10 % 10}", f"t{at // 100 % (size // 500)}", f"k{at % 5}")
        rows.append(BudgetLine(budget=budget, stable_id=f"{at:x}", area=path[0], plan=path[1], task=path[2],
                               type=path[3], amount=Decimal(at), place=code(*path), order=at))  # fmt: skip
    BudgetLine.objects.bulk_create(rows, batch_size=5000)
    sums.rebuild(budget)
    return budget


def _median(budget, depth: int) -> float:  # type: ignore[no-untyped-def]  # noqa: ANN001
    from budgets.ledger import figures

    line = budget.lines.get(order=0)
    path = dict(list(line.path.items())[:depth])
    took = []
    for _time in range(TIMES):
        begun = time.perf_counter()
        figures.place(budget, path)
        list(budget.lines.filter(place=line.place).order_by("order")[:51])
        took.append(time.perf_counter() - begun)
    return statistics.median(took)


if __name__ == "__main__":
    main()
