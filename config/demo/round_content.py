"""Two participatory rounds of the invented municipality, with ballots cast by a simulated population.

Ballots go through the same action as everybody's. The clock of the simulation runs through the days of the
vote, so that participation by day looks like a real one; everything about these rounds is labelled as invented.
"""

import json
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.db import transaction
from django.utils import timezone

from accounts import eligibility
from accounts.eligibility import Rules
from accounts.models import Agency, Assurance, Citizen, User
from budgets.rounds import actions, rules
from budgets.rounds.ballots import Choices
from budgets.rounds.models import Project, Round, RoundPage
from cms.tree import agency_page
from config.demo.population import population

CONTENT = Path(__file__).parent / "content" / "budgets"
BATCH = (30, 110)  # ballots in one transaction, at least and at most


@dataclass(frozen=True)
class Plan:
    """One round of the demonstration."""

    year: int
    title: str
    title_en: str
    summary: str
    summary_en: str
    envelope: int
    settings: dict[str, Any]
    opens: int  # days before today
    closes: int  # days after today
    voters: int
    series: str = ""  # beside the year's own round

    @property
    def name(self) -> str:
        """What its address and its file of projects are called."""
        return f"{self.series}-{self.year}" if self.series else str(self.year)


PLANS = (
    Plan(
        year=2568,
        title="งบประมาณที่ประชาชนเลือก ปี 2568 (สมมติ)",
        title_en="The people's budget 2025 (invented)",
        summary="ชาวเทศบาลเมืองตัวอย่างเลือกโครงการเล็กใกล้บ้านด้วยวงเงิน 2.5 ล้านบาท นับแล้ว ดูได้ว่าทำไมแต่ละโครงการได้หรือไม่ได้",
        summary_en="The invented municipality chose small projects with 2.5 million baht. Counted: see why.",
        envelope=2_500_000,
        settings={"ballot_kind": "approval", "minimum": 1, "maximum": 4, "counting_rule": "equal-shares"},
        opens=45,
        closes=-20,
        voters=164,
    ),
    Plan(
        year=2569,
        title="งบประมาณที่ประชาชนเลือก ปี 2569 (สมมติ)",
        title_en="The people's budget 2026 (invented)",
        summary="วงเงิน 12 ล้านบาท 18 โครงการ ผู้มีอายุ 15 ปีขึ้นไปในเขตเทศบาลเมืองตัวอย่างเลือกได้ว่าเงินควรไปที่ไหน",
        summary_en="12 million baht, 18 projects: everybody aged 15 or more in the invented municipality decides.",
        envelope=12_000_000,
        settings={"ballot_kind": "knapsack", "minimum": 1, "maximum": 8, "counting_rule": "greedy"},
        opens=12,
        closes=14,
        voters=2040,
    ),
    Plan(
        series="youth",
        year=2568,
        title="งบเยาวชน ปี 2568 (สมมติ)",
        title_en="The youth budget 2025 (invented)",
        summary="คนละ 10 คะแนน แบ่งให้โครงการที่อยากได้ รอบนี้เป็นแบบเปิด ค้นหาบัตรของตนได้จากใบรับ",
        summary_en="Ten points each to share out. An open round: everybody finds their own ballot by its receipt.",
        envelope=400_000,
        settings={"ballot_kind": "points", "maximum": 5, "counting_rule": "greedy", "secrecy": "open"},
        opens=60,
        closes=-40,
        voters=38,
    ),
    Plan(
        series="streets",
        year=2569,
        title="ถนนสายไหนก่อน ปี 2569 (สมมติ)",
        title_en="Which street first, 2026 (invented)",
        summary="เรียงลำดับถนนสี่สายที่อยากให้ซ่อมก่อน วงเงิน 7 แสนบาท",
        summary_en="Put four streets in the order in which they should be mended. 700,000 baht.",
        envelope=700_000,
        settings={"ballot_kind": "ranking", "maximum": 4, "counting_rule": "equal-shares"},
        opens=6,
        closes=7,
        voters=46,
    ),
)


def load() -> None:
    """Make the rounds that are not there yet; count the one that is over."""
    head = User.objects.get(email="head@example.org")
    reviewer = User.objects.get(email="reviewer@example.org")
    agency = Agency.objects.get(slug="mueang-tuayang")
    for plan in PLANS:
        if RoundPage.objects.filter(public_id=_public_id(plan)).exists():
            continue
        round_, projects = _prepare(plan, agency)
        with _clock(round_.page.opens_at - timedelta(days=3)):
            actions.open_ballot(by=head, round=round_)
        _vote(plan, round_, projects)
        if plan.closes < 0:
            actions.confirm_close(by=head, round=round_)
            result = actions.confirm_close(by=reviewer, round=round_)
            if result:
                for officer in (head, reviewer):
                    actions.certify(by=officer, result=result)


def _public_id(plan: Plan) -> str:
    return f"tuayang-{plan.name}"


def _prepare(plan: Plan, agency: Agency) -> tuple[Round, list[dict[str, Any]]]:
    today = timezone.localtime().replace(hour=8, minute=30, second=0, microsecond=0)
    opens, closes = today - timedelta(days=plan.opens), today.replace(hour=16) + timedelta(days=plan.closes)
    page = RoundPage(
        title=plan.title,
        title_en=plan.title_en,
        slug=f"round-{plan.name}",
        summary=plan.summary,
        summary_en=plan.summary_en,
        agency=agency,
        public_id=_public_id(plan),
        ideas_from=opens - timedelta(days=90),
        ideas_until=opens - timedelta(days=60),
        review_until=opens - timedelta(days=7),
        opens_at=opens,
        closes_at=closes,
        works_from=(closes + timedelta(days=60)).date(),
        envelope=Decimal(plan.envelope),
        seed=f"tuayang-{plan.name}-lottery-17-42-08",
        eligibility=Rules(minimum_age=15, areas=("9901",), assurance=Assurance.CHECKED).to_json(),
        **plan.settings,
    )
    agency_page(agency).add_child(instance=page)
    page.save_revision().publish()
    projects = json.loads((CONTENT / f"round-{plan.name}.json").read_text(encoding="utf-8"))
    fields = [{name: value for name, value in project.items() if name != "draw"} for project in projects]
    Project.objects.bulk_create([Project(round=page.round, **values) for values in fields])
    return Round.objects.with_page().get(pk=page.round.pk), projects


def _vote(plan: Plan, round_: Round, projects: Sequence[dict[str, Any]]) -> None:
    """Everybody votes once, one in twenty-five changes their mind; more people on the first and last days."""
    chance = random.Random(plan.year)  # noqa: S311  a repeatable simulation
    voters = population(plan.voters, ("9901",), series=_public_id(plan), ages=(15, 88))
    acts = voters + chance.sample(voters, plan.voters // 25)
    page, length = round_.page, min(plan.opens, plan.opens + plan.closes)
    start = 0
    while start < len(acts):
        size, share = chance.randint(*BATCH), start / len(acts)
        moment = page.opens_at + timedelta(days=length * share**1.4, hours=1)
        with _clock(min(moment, timezone.now())), transaction.atomic():
            for citizen in acts[start : start + size]:
                choices = marked(choose(citizen, projects, plan, chance), plan, chance)
                actions.cast_ballot(by=citizen, round=round_, choices=choices)
        start += size


def choose(citizen: Citizen, projects: Sequence[dict[str, Any]], plan: Plan, chance: random.Random) -> list[str]:
    """A plausible ballot: near home, fitting one's age, popular themes; within the money where that counts."""
    age = citizen.age_on(timezone.localdate())
    taste = random.Random(bytes(citizen.person_key))  # noqa: S311  the same person has the same taste

    def pull(project: dict[str, Any]) -> float:
        near = 0.45 if project["district"] == citizen.area_id else 0
        young = 0.4 if age < 30 and project["theme_en"] in {"Children", "Environment"} else 0
        old = 0.5 if age > 58 and project["theme_en"] in {"Health", "Streets"} else 0
        return float(project["draw"]) + near + young + old + taste.gauss(0, 0.35)

    wanted = sorted(projects, key=pull, reverse=True)
    left, chosen = plan.envelope, list[str]()
    for project in wanted[: chance.choice((3, 4, 5, 5, 6, 7))]:
        fits = plan.settings["ballot_kind"] != "knapsack" or project["cost"] <= left
        if fits and len(chosen) < plan.settings["maximum"]:
            chosen.append(project["code"])
            left -= project["cost"]
    return chosen


def marked(chosen: list[str], plan: Plan, chance: random.Random) -> Choices:
    """The projects chosen as this kind of ballot says it: as they are, or each with points."""
    if plan.settings["ballot_kind"] != "points":
        return chosen
    points = dict.fromkeys(chosen, 1)
    for code in chance.choices(chosen, k=10 - len(chosen)):
        points[code] += 1
    return points


def act(citizen: Citizen, chance: random.Random) -> str | None:
    """One simulated person votes in the open round, if they live there (for `make demo-life`)."""
    plan = next(plan for plan in PLANS if plan.closes > 0)
    round_ = Round.objects.votable().filter(page__public_id=_public_id(plan)).first()
    if round_ is None or not eligibility.check(rules.eligible(round_), citizen).allowed:
        return None
    projects = json.loads((CONTENT / f"round-{plan.name}.json").read_text(encoding="utf-8"))
    actions.cast_ballot(by=citizen, round=round_, choices=choose(citizen, projects, plan, chance))
    return "ballots"


@contextmanager
def _clock(moment: datetime) -> Iterator[None]:
    """Let the simulation act at `moment`."""
    with patch("django.utils.timezone.now", return_value=moment):
        yield
