"""Pages of budgets: whole for strangers, few queries, every number the sum of its lines."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgets.ledger import actions, figures
from budgets.ledger.models import Budget, BudgetPage
from cms.tree import agency_page
from tests.factories.budgets import budget_file
from tests.factories.people import Cast

AREA, PLAN, TASK = "ด้านบริหารทั่วไป", "บริหารงานทั่วไป", "บริหารทั่วไป"
PATHS: list[dict[str, str]] = [
    {},
    {"area": AREA},
    {"area": AREA, "plan": PLAN},
    {"area": AREA, "plan": PLAN, "task": TASK},
]


@pytest.fixture
def budget(cast: Cast) -> Budget:
    made = [_publish(cast, year) for year in (2565, 2566)]
    return made[-1]


def _publish(cast: Cast, year: int) -> Budget:
    budget = actions.import_budget(
        by=cast.head, agency=cast.agency, fiscal_year=year, content=budget_file(), source="ทดสอบ"
    )
    page = BudgetPage(title=f"งบประมาณ {year}", slug=f"budget-{year}", summary="…", budget=budget, agency=cast.agency)
    agency_page(cast.agency).add_child(instance=page)
    page.save_revision().publish()
    actions.publish(by=cast.head, budget=budget)
    return budget


@pytest.mark.parametrize("path", PATHS, ids=["whole", "area", "plan", "task"])
def test_every_level_adds_up_to_what_stands_above_it(budget: Budget, path: dict[str, str]) -> None:
    place = figures.place(budget, path)
    assert place is not None
    assert sum(part.value for part in place.slices) == place.total == sum(part.value for part in place.types)


@pytest.mark.parametrize("path", PATHS, ids=["whole", "area", "plan", "task"])
def test_a_page_needs_at_most_twelve_queries_and_sets_no_cookie(budget: Budget, path: dict[str, str]) -> None:
    client = Client()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = client.get(budget.get_absolute_url() + (f"?{urlencode(path)}" if path else ""))
    assert page.status_code == 200
    assert len(queries) <= 12
    assert not page.cookies
    assert page["ETag"]


@pytest.mark.parametrize("query", ["?area=x", f"?plan={PLAN}", "?area=", "?area=a&task=b"])
def test_a_place_that_is_not_there_is_not_found(budget: Budget, client: Client, query: str) -> None:
    assert client.get(budget.get_absolute_url() + query).status_code == 404


def test_other_years_stand_beside_it(budget: Budget) -> None:
    peers = figures.peers(budget, {"area": AREA})
    assert [(peer.budget.fiscal_year, peer.here) for peer in peers] == [(2566, True), (2565, False)]


def test_an_unpublished_budget_is_nowhere(cast: Cast, client: Client) -> None:
    hidden = actions.import_budget(
        by=cast.head, agency=cast.agency, fiscal_year=2567, content=budget_file(), source="ทดสอบ"
    )
    for address in (
        hidden.get_absolute_url(),
        f"/api/budgets/{hidden.public_id}",
        f"/open/budget-lines/{hidden.public_id}.csv",
    ):
        assert client.get(address).status_code == 404


def test_the_data_can_be_taken(budget: Budget, client: Client) -> None:
    answer: Any = client.get(f"/api/budgets/{budget.public_id}").json()
    assert answer["total"] == "1000.00"
    assert [line["amount"] for line in answer["lines"]] == ["700.25", "99.75", "200.00"]
    assert client.get(f"/open/budget-lines/{budget.public_id}.csv").status_code == 200
    assert client.get(reverse("ledger:index")).status_code == 200


def test_a_file_that_fails_is_nothing_half_saved(cast: Cast) -> None:
    with pytest.raises(actions.DoesNotAddUp):
        actions.import_budget(
            by=cast.head, agency=cast.agency, fiscal_year=2565, content=budget_file(total=1), source="x"
        )
    assert not Budget.objects.exists()
