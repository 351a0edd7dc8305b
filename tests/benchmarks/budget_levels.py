"""How many pages of a level of a budget a second, and how many queries each: 100,000 lines beside 1,000.

`python -m tests.benchmarks budget_levels`; BENCH_BUDGET_LINES asks for fewer. At most 10 queries and 1.2 times as long.
Everything is undone at the end.
"""

import os
import time
from collections.abc import Iterator
from decimal import Decimal

import django
from django.db import transaction
from django.utils import timezone

from tests.benchmarks import Row

FEW, MANY = 1_000, int(os.environ.get("BENCH_BUDGET_LINES", "100000"))
TIMES = 40
QUERIES, LONGER = 10, 1.2


def run() -> Iterator[Row]:
    """Make both budgets inside a transaction and read every level of each. Raises AssertionError over ten queries."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    with transaction.atomic():
        small, large = (_made(size, year) for size, year in ((FEW, 2580), (MANY, 2581)))
        for depth in range(5):
            few, many = _page(small, depth), _page(large, depth)
            queries = max(few[1], many[1])
            assert queries <= QUERIES, f"depth {depth}: {queries} queries"
            name = f"pages of depth {depth} of a budget of {MANY:,} lines ({queries} queries)"
            yield Row(name, 1 / many[0], "/s", f"the same of {FEW:,} lines", 1 / few[0], 1 / LONGER)
        transaction.set_rollback(True)


def _made(size: int, year: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from accounts.models import Agency
    from budgets.ledger import sums
    from budgets.ledger.codes import code
    from budgets.ledger.models import Budget, BudgetLine, BudgetPage
    from cms.tree import agency_page

    agency, _new = Agency.objects.get_or_create(slug="benchmark", defaults={"name": "b", "kind": "pao"})
    budget = Budget.objects.create(public_id=f"benchmark-{year}", agency=agency, fiscal_year=year, source="-",
                                   published_at=timezone.now())  # fmt: skip
    rows = []
    for at in range(size):
        path = (f"a{at % 10}", f"p{at // 10 % 10}", f"t{at // 100 % max(size // 500, 1)}", f"k{at % 5}")
        rows.append(BudgetLine(budget=budget, stable_id=f"{at:x}", area=path[0], plan=path[1], task=path[2],
                               type=path[3], amount=Decimal(at), place=code(*path), order=at))  # fmt: skip
    BudgetLine.objects.bulk_create(rows, batch_size=5000)
    sums.rebuild(budget)
    page = BudgetPage(title="b", slug=f"budget-{year}", summary="b", budget=budget, agency=agency)
    agency_page(agency).add_child(instance=page)
    return budget


def _page(budget, depth: int) -> tuple[float, int]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """The least seconds that the page took, and its queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    path = dict(list(budget.lines.get(order=0).path.items())[:depth])
    address, client = f"/th/budgets/{budget.public_id}/", Client(SERVER_NAME="localhost")
    took = []
    for _time in range(TIMES):
        begun = time.perf_counter()
        page = client.get(address, path)
        took.append(time.perf_counter() - begun)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address, path)
    assert page.status_code == 200
    return min(took), len(queries)
