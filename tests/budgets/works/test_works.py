"""From a winning project to its first milestone: plan, contract, report, delay; late is visible."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.notices import following
from accounts.notices.models import Notice
from accounts.refusals import AlreadyDone, Closed, Refused
from budgets.rounds.models import Round
from budgets.works import actions, figures, rules
from budgets.works.models import Report, Work
from budgets.works.processes import tell_of_late_works
from budgets.works.states import State
from realtime.record.models import Pending
from tests.factories import budgets
from tests.factories.people import PASSWORD, Cast

pytestmark = pytest.mark.django_db
REASON = "ฝนตกหนักสองสัปดาห์ ผู้รับจ้างเข้าพื้นที่ไม่ได้"


@pytest.fixture
def counted(cast: Cast, after_closing: Callable[[], None]) -> Round:
    """A counted round in which P1 and P2 won, seen two days later."""
    round_ = budgets.opened(cast)
    for _n in range(3):
        budgets.vote(round_, choices=("P1", "P2"))
    after_closing()
    budgets.close(cast, round_)
    return Round.objects.with_page().get(pk=round_.pk)


def planned(cast: Cast, round_: Round, code: str = "P1", days: int = 60) -> Work:
    """The work on one winner, to be finished in `days`."""
    today = timezone.localdate()
    steps = [actions.Step("ลงนามสัญญา", today + timedelta(days=10), "Contract signed")]
    project = round_.projects.get(code=code)
    starts = today + timedelta(days=min(0, days - 1))
    return actions.plan(by=cast.officer, project=project, starts=starts, due=today + timedelta(days=days), steps=steps)


def news(percent: int, paid: int = 0) -> actions.News:
    """A short report."""
    return actions.News(percent, Decimal(paid), "เทพื้นแล้วครึ่งหนึ่ง")


def test_it_works(cast: Cast, counted: Round) -> None:
    assert cast.petitioner.user
    following.follow(user=cast.petitioner.user, about=counted.subject)
    work = planned(cast, counted)
    first = work.milestones.get()
    told = actions.News(30, Decimal(90), "ลงนามแล้ว เริ่มงานวันนี้", milestone=first)
    actions.report(by=cast.officer, work=work, news=told)
    first.refresh_from_db()
    assert first.reached == timezone.localdate()
    assert (work.state, work.percent, figures.figures(work).paid_percent) == (State.BUILDING, 30, 30)
    assert Notice.objects.filter(user=cast.petitioner.user).count() == 2
    assert set(Pending.objects.values_list("kind", flat=True)) >= {"works.planned", "works.reported"}
    assert list(figures.recount_all()) == []


def test_only_winners_have_a_work(cast: Cast, counted: Round) -> None:
    assert rules.funded(counted) == ["P1", "P2"] or set(rules.funded(counted)) == {"P1", "P2"}
    with pytest.raises(Refused):
        planned(cast, counted, "P4")
    planned(cast, counted)
    with pytest.raises(AlreadyDone):
        planned(cast, counted)


def test_a_hundred_percent_finishes_it_for_good(cast: Cast, counted: Round) -> None:
    work = planned(cast, counted)
    actions.report(by=cast.officer, work=work, news=news(100, 300))
    assert (work.state, work.finished, work.late) == (State.DONE, timezone.localdate(), 0)
    with pytest.raises(Closed):
        actions.report(by=cast.officer, work=work, news=news(100, 300))
    with pytest.raises(Closed):
        actions.delay(by=cast.officer, work=work, until=timezone.localdate() + timedelta(days=99), reason=REASON)


def test_numbers_do_not_go_down(cast: Cast, counted: Round) -> None:
    work = planned(cast, counted)
    actions.report(by=cast.officer, work=work, news=news(50, 100))
    for wrong in (news(40, 100), news(60, 99), news(101, 100)):
        with pytest.raises(Refused):
            actions.report(by=cast.officer, work=work, news=wrong)


def test_a_delay_needs_a_reason_and_a_later_day(cast: Cast, counted: Round) -> None:
    work = planned(cast, counted)
    before = work.due
    with pytest.raises(Refused):
        actions.delay(by=cast.officer, work=work, until=before + timedelta(days=9), reason="ฝน")
    with pytest.raises(Refused):
        actions.delay(by=cast.officer, work=work, until=before, reason=REASON)
    actions.delay(by=cast.officer, work=work, until=before + timedelta(days=9), reason=REASON)
    assert work.delays.get().was_due == before


def test_late_is_visible_and_told_once(cast: Cast, counted: Round, client: Client) -> None:
    assert cast.petitioner.user
    work = planned(cast, counted, days=-3)
    following.follow(user=cast.petitioner.user, about=counted.subject)
    for _again in range(2):
        tell_of_late_works()
    assert work.late == 3
    assert Notice.objects.filter(user=cast.petitioner.user).count() == 1
    assert "tag--bad" in client.get(work.get_absolute_url()).content.decode()


def test_the_contract_is_published_once(cast: Cast, counted: Round) -> None:
    work = planned(cast, counted)
    contract = actions.Contract("บริษัท สมมติ จำกัด", Decimal(290), "12/2569")
    actions.award(by=cast.officer, work=work, contract=contract)
    with pytest.raises(AlreadyDone):
        actions.award(by=cast.officer, work=work, contract=contract)


def test_the_database_keeps_what_was_reported(cast: Cast, counted: Round) -> None:
    work = planned(cast, counted)
    actions.report(by=cast.officer, work=work, news=news(50))
    for change in ({"percent": 10}, {"words": "อื่น"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Report.objects.filter(work=work).update(**change)
    for change in ({"percent": 101}, {"state": "done"}, {"percent": 100}, {"paid": -1}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Work.objects.filter(pk=work.pk).update(**change)


@pytest.mark.parametrize(("role", "may"), [("officer", True), ("head", True), ("counter", False), ("moderator", False)])
def test_the_table_of_permissions(cast: Cast, counted: Round, role: str, may: bool) -> None:
    user: User = getattr(cast, role)
    assert rules.may_report(user, counted) == may
    if not may:
        with pytest.raises(PermissionDenied):
            actions.report(by=user, work=planned(cast, counted), news=news(1))


def test_its_pages(cast: Cast, counted: Round, client: Client) -> None:
    client.login(email="officer@example.org", password=PASSWORD)
    here = f"/en/rounds/{counted.public_id}/works/"
    today = timezone.localdate().isoformat()
    lines = {"step-TOTAL_FORMS": 1, "step-INITIAL_FORMS": 0, "step-0-title": "เริ่มงาน", "step-0-due": today}
    assert client.post(here + "P2/plan/", {"starts": today, "due": today} | lines).status_code == 302
    report = {"percent": 20, "paid": "100.50", "words": "เริ่มแล้ว"}
    assert client.post(here + "P2/report/", report).status_code == 302
    assert client.post(here + "P2/report/", report | {"percent": 10}).status_code == 422
    assert client.post(here + "P2/contract/", {"contractor": "ก", "amount": "400"}).status_code == 302
    client.logout()
    assert "20% done" in client.get(here + "P2/").content.decode()
    assert "P1" in client.get(here).content.decode()
    assert client.get(here + "P9/").status_code == 404
