"""Works on the projects that won in the invented municipality, paid from lines of its running budget.

One is finished with a picture, one put off with a reason, one late without a word, the rest are not planned yet.
"""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import Agency, User
from budgets.ledger import actions as ledger
from budgets.ledger.actions import Month
from budgets.rounds.models import Round
from budgets.works import actions as works
from budgets.works import money
from budgets.works.models import Work
from budgets.works.rules import funded
from config.demo.ledger_life import COUNTED_ROUND, fiscal_year, package
from config.demo.round_life import drawing

PLANS = ((-15, -2), (-12, 30), (-14, -4))  # first and last day, from today
CONTRACTED, PAID = (97, 88, 93), (97, 40, 50)  # percent of the plan


def load() -> None:
    """Plan, contract, pay and report, unless it is done."""
    round_ = Round.objects.with_page().get(page__public_id=COUNTED_ROUND)
    officer = User.objects.get(email="officer@example.org")
    codes = funded(round_)[: len(PLANS)]
    if len(codes) < len(PLANS) or Work.objects.of(round_.pk).exists():
        return
    made = [_planned(round_, code, officer, *days) for code, days in zip(codes, PLANS, strict=True)]
    _pay(made, officer, round_.page.agency)
    _report(made, officer)


def _planned(round_: Round, code: str, officer: User, first: int, last: int) -> Work:
    today = timezone.localdate()
    starts, due = today + timedelta(days=first), today + timedelta(days=last)
    steps = [
        works.Step("ลงนามสัญญาและส่งมอบพื้นที่", starts, "Contract signed, site handed over"),
        works.Step("งานฐานราก", starts + (due - starts) / 2, "Foundations"),
        works.Step("ตรวจรับงาน", due, "Accepted"),
    ]
    project = round_.projects.select_related("round__page__agency").get(code=code)
    return works.plan(by=officer, project=project, starts=starts, due=due, steps=steps)


def _pay(made: list[Work], officer: User, agency: Agency) -> None:
    """Contracts by an OCDS package and payments of this month: the works find them by their lines."""
    month = timezone.localdate().replace(day=1)
    ledgers = money.of(made)
    rows: list[Month] = []
    for work, share, paid in zip(made, CONTRACTED, PAID, strict=True):
        line = ledgers[work.pk].lines[0]
        ledger.take_contracts(by=officer, agency=agency, content=package([line], fiscal_year(), share))
        rows.append(Month(line, month, _part(line.amount, share), _part(line.amount, paid)))
    ledger.spend(by=officer, budget=rows[0].line.budget, rows=rows)


def _part(amount: Decimal, percent: int) -> Decimal:
    return (amount * percent / 100).quantize(Decimal("0.01"))


def _report(made: list[Work], officer: User) -> None:
    done, moved, late = made
    _say(done, officer, works.News(35, None, "ส่งมอบพื้นที่แล้ว ผู้รับจ้างเริ่มงาน", "The site is handed over, work has begun.",
         milestone=done.milestones.first()))  # fmt: skip
    _say(done, officer, works.News(70, None, "งานฐานรากเสร็จ", "The foundations are done.", drawing(2),
         "ภาพวาด: งานฐานราก", done.milestones.get(number=2)))  # fmt: skip
    _say(done, officer, works.News(100, None, "ตรวจรับงานแล้ว เปิดใช้ได้", "Accepted and in use.", drawing(7),
         "ภาพวาด: งานที่เสร็จแล้ว", done.milestones.last()))  # fmt: skip
    _say(moved, officer, works.News(45, None, "วางฐานรากเสร็จแล้ว", "The foundations are laid.",
         milestone=moved.milestones.first()))  # fmt: skip
    reason = "ฝนตกหนักติดต่อกันสองสัปดาห์ ผู้รับจ้างเข้าพื้นที่ไม่ได้"
    english = "Two weeks of heavy rain: the contractor could not reach the site."
    works.delay(by=officer, work=moved, until=moved.due + timedelta(days=15), reason=reason, reason_en=english)
    _say(late, officer, works.News(60, None, "ติดตั้งแล้วครึ่งหนึ่ง", "Half is in place.", milestone=late.milestones.first()))


def _say(work: Work, officer: User, news: works.News) -> None:
    works.report(by=officer, work=work, news=news)
