"""Rounds and budgets in every stage, made by the same actions as real ones."""

import itertools
import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.eligibility import Rules
from accounts.models import Assurance, Citizen, Role, User
from budgets.rounds import actions
from budgets.rounds.actions.casting import Cast as Done
from budgets.rounds.ballots import Choices
from budgets.rounds.models import Project, Result, Round, RoundPage
from cms.tree import agency_page
from tests.factories.people import Cast, citizen, officer

_serial = itertools.count(1)
COSTS = {"P1": 300, "P2": 500, "P3": 200, "P4": 900}


def prepared(cast: Cast, **settings: Any) -> Round:
    """In preparation, with four projects; open to people of Chiang Mai aged 18."""
    number = next(_serial)
    now = timezone.now()
    values: dict[str, Any] = {
        "public_id": f"test-{number}-{now:%H%M%S%f}",
        "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=1),
        "envelope": Decimal(1000),
        "ballot_kind": "approval",
        "minimum": 1,
        "maximum": 3,
        "counting_rule": "greedy",
        "seed": "test seed",
        "eligibility": Rules(minimum_age=18, areas=("50",), assurance=Assurance.CHECKED).to_json(),
    } | settings
    page = RoundPage(
        title=f"รอบทดสอบ {number}",
        title_en=f"Test round {number}",
        slug=f"test-round-{number}",
        summary="เลือกโครงการ",
        agency=cast.agency,
        **values,
    )
    agency_page(cast.agency).add_child(instance=page)
    page.save_revision().publish()
    for code, cost in COSTS.items():
        Project.objects.create(
            round=page.round, code=code, title=f"โครงการ {code}", title_en=f"Project {code}", description="…", cost=cost
        )
    return Round.objects.with_page().get(page=page)


def opened(cast: Cast, **settings: Any) -> Round:
    """Announced, taking ballots."""
    round_ = prepared(cast, **settings)
    actions.open_ballot(by=cast.head, round=round_)
    return round_


def vote(round_: Round, by: Citizen | None = None, choices: Choices = ("P1", "P2"), **how: Any) -> Done:
    """One ballot, by a new citizen unless named."""
    return actions.cast_ballot(by=by or citizen(), round=round_, choices=choices, **how)


def reviewer(cast: Cast) -> User:
    """A second officer who may close."""
    return User.objects.filter(email="reviewer@example.org").first() or officer(
        Role.REVIEWER, "reviewer@example.org", cast.agency
    )


def close(cast: Cast, round_: Round) -> Result:
    """Confirmed by two officers; call it when the clock is past the closing time."""
    actions.confirm_close(by=cast.head, round=round_)
    result = actions.confirm_close(by=reviewer(cast), round=round_)
    assert result is not None
    return result


def certified(cast: Cast, round_: Round) -> Result:
    """Closed and certified by two officers; call it when the clock is past the closing time."""
    result = close(cast, round_)
    for officer_ in (cast.head, reviewer(cast)):
        actions.certify(by=officer_, result=result)
    return result


def budget_file(**changes: Any) -> str:
    """A small provincial budget whose totals add up, unless changed."""
    tasks = [
        {"area": "ด้านบริหารทั่วไป", "plan": "บริหารงานทั่วไป", "task": "บริหารทั่วไป", "type": "งบบุคลากร", "total": 700.25},
        {"area": "ด้านบริหารทั่วไป", "plan": "บริหารงานทั่วไป", "task": "บริหารทั่วไป", "type": "งบลงทุน", "total": 99.75},
        {"area": "ด้านการดำเนินงานอื่น ๆ ", "plan": "งบกลาง", "task": "งบกลาง", "type": "งบกลาง", "total": 200},
    ]
    data = {
        "total": 1000,
        "groupedByArea": [
            {"area": "ด้านบริหารทั่วไป", "total": 800, "plans": [{"plan": "บริหารงานทั่วไป", "total": 800}]},
            {"area": "ด้านการดำเนินงานอื่น ๆ", "total": 200, "plans": [{"plan": "งบกลาง", "total": 200}]},
        ],
        "groupedByType": [
            {"type": "งบบุคลากร", "total": 700.25},
            {"type": "งบลงทุน", "total": 99.75},
            {"type": "งบกลาง", "total": 200},
        ],
        "tasks": tasks,
    }
    return json.dumps(data | changes, ensure_ascii=False)
