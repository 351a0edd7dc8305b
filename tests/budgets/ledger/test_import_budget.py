"""Importing a budget: every total adds up to the satang, or the import says where not."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.refusals import Closed, NotEligible
from budgets.ledger import actions, reading
from budgets.ledger.models import Budget, BudgetLine
from budgets.ledger.states import Stage
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories.budgets import budget_file
from tests.factories.people import Cast

REAL = Path(__file__).parents[3] / "config" / "demo" / "content" / "budgets"


def take_in(cast: Cast, content: str | None = None) -> Budget:
    return actions.import_budget(
        by=cast.officer, agency=cast.agency, fiscal_year=2566, content=content or budget_file(), source="ทดสอบ"
    )


def test_it_works(cast: Cast) -> None:
    budget = take_in(cast)
    assert budget.total == Decimal(1000)
    assert BudgetLine.objects.count() == 3
    assert BudgetLine.objects.get(type="งบกลาง").area == "ด้านการดำเนินงานอื่น ๆ", "stray spaces are gone"


def test_a_total_that_is_one_satang_off_is_named(cast: Cast) -> None:
    types = [
        {"type": "งบบุคลากร", "total": 700.26},
        {"type": "งบลงทุน", "total": 99.75},
        {"type": "งบกลาง", "total": 200},
    ]
    with pytest.raises(actions.DoesNotAddUp) as refusal:
        take_in(cast, budget_file(groupedByType=types))
    assert ["งบบุคลากร" in str(reason) and "0.01" in str(reason) for reason in refusal.value.reasons] == [True]
    assert not Budget.objects.exists()


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"total": "x"}', '{"total": 1, "tasks": []}', "null"])
def test_another_kind_of_file_is_refused_in_a_sentence(cast: Cast, content: str) -> None:
    with pytest.raises(reading.Unreadable):
        reading.read(content)


@pytest.mark.parametrize("amount", [-1, "1e999", 0.001, "NaN", None])
def test_amounts_that_are_no_money_are_refused(amount: Any) -> None:
    with pytest.raises(reading.Unreadable):
        reading.read(budget_file(total=amount))


@pytest.mark.parametrize("path", sorted(REAL.glob("pao-*.json")), ids=lambda path: path.stem)
def test_the_real_budgets_add_up_exactly(path: Path) -> None:
    found = reading.read(path.read_bytes())
    assert found.mismatches == ()
    assert sum(line.amount for line in found.lines) == found.total
    assert all(line.area == line.area.strip() for line in found.lines)


def test_the_real_budgets_carry_no_names_of_people() -> None:
    for path in REAL.glob("pao-*.json"):
        assert set(json.loads(path.read_text(encoding="utf-8"))) == {"total", "groupedByArea", "groupedByType", "tasks"}


@given(st.integers(min_value=1, max_value=10**12), st.sampled_from(["total", "area", "type"]))
def test_any_difference_at_any_level_is_found(difference: int, level: str) -> None:
    data = json.loads(budget_file())
    if level == "total":
        data["total"] = round(data["total"] + difference / 100, 2)
    elif level == "area":
        data["groupedByArea"][0]["total"] += difference
    else:
        data["groupedByType"][1]["total"] += difference
    assert reading.read(json.dumps(data)).mismatches


def test_importing_again_replaces_the_lines(cast: Cast) -> None:
    take_in(cast)
    take_in(cast)
    assert (Budget.objects.count(), BudgetLine.objects.count()) == (1, 3)


def test_others_cannot_import(cast: Cast) -> None:
    with pytest.raises(NotEligible):
        actions.import_budget(
            by=cast.moderator, agency=cast.agency, fiscal_year=2566, content=budget_file(), source="x"
        )


def test_publishing_writes_the_fingerprint_into_the_record(cast: Cast) -> None:
    budget = take_in(cast)
    receipt = actions.publish(by=cast.head, budget=budget)
    seal_all()
    assert actions.fingerprint(budget) in bytes(Entry.objects.get(id=receipt.id).leaf).decode()


def test_only_the_head_publishes_and_only_once(cast: Cast) -> None:
    budget = take_in(cast)
    with pytest.raises(NotEligible):
        actions.publish(by=cast.officer, budget=budget)
    actions.publish(by=cast.head, budget=budget)
    with pytest.raises(Closed):
        actions.publish(by=cast.head, budget=budget)
    with pytest.raises(Closed):
        take_in(cast)


def test_stages_go_one_way(cast: Cast) -> None:
    budget = take_in(cast)
    actions.publish(by=cast.head, budget=budget, stage=Stage.APPROVED)
    with pytest.raises(Closed):
        actions.advance(by=cast.head, budget=budget, to=Stage.AUDIT)
    actions.advance(by=cast.head, budget=budget, to=Stage.SPENDING)
    assert Budget.objects.get().stage == Stage.SPENDING
