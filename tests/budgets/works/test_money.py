"""What is paid for a work is what the budget's payments say: lines, months, contracts; followers are told."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.notices import following
from accounts.notices.models import Notice
from accounts.refusals import AlreadyDone, Refused
from budgets.ledger import actions as ledger
from budgets.ledger.actions import Document
from budgets.ledger.models import Budget, BudgetLine
from budgets.ledger.states import Stage
from budgets.rounds.models import Round
from budgets.works import actions, figures, money
from budgets.works.models import Funding, Work
from tests.budgets.ledger.test_desk import send
from tests.budgets.ledger.test_spending import package, taken
from tests.budgets.works.test_works import counted, news, planned
from tests.factories.people import PASSWORD, Cast

__all__ = ["counted"]  # a fixture
pytestmark = pytest.mark.django_db
HEAD = "ด้าน,แผนงาน,งาน,งบ,รายการ,จำนวนเงิน,รหัสโครงการ\n"
MONTHS = (date(2022, 10, 1), date(2022, 11, 1))


@pytest.fixture
def budget(cast: Cast, counted: Round) -> Budget:
    """A published budget with a line that carries the Project ID of P1, and one that carries none."""
    rows = f"ก,ข,ค,งบลงทุน,ศาลา,400,{counted.public_id}-P1\nก,ข,ค,งบลงทุน,ทางเท้า,500,\n"
    made = ledger.keep(by=cast.officer, draft=send(cast, HEAD + rows), document=Document("")).budget
    words = {"title": "งบประมาณ", "summary": "…", "stage": Stage.APPROVED, "document": Document("มติสภา")}
    ledger.publish_page(by=cast.head, budget=made, **words)  # type: ignore[arg-type]
    return Budget.objects.get(pk=made.pk)


def line(budget: Budget, name: str) -> BudgetLine:
    return budget.lines.select_related("budget__agency").get(name=name)


def pay(cast: Cast, budget: Budget, name: str, paid: int, month: date = MONTHS[0]) -> None:
    rows = [ledger.Month(line(budget, name), month, Decimal(paid), Decimal(paid))]
    ledger.spend(by=cast.officer, budget=budget, rows=rows)


def numbers(work: Work) -> figures.Figures:
    return figures.figures(work, money.of([work]).get(work.pk))


def test_it_works(cast: Cast, counted: Round, budget: Budget, client: Client) -> None:
    work = planned(cast, counted)
    assert [row.line.name for row in work.fundings.all()] == ["ศาลา"], "tied by its Project ID"
    for month, paid in zip(MONTHS, (100, 80), strict=True):
        pay(cast, budget, "ศาลา", paid, month)
    now = numbers(work)
    assert now.ledger is not None
    assert [int(one) for one in (now.paid, now.planned, now.left)] == [180, 300, 120]
    assert now.ledger.until == MONTHS[1]
    actions.report(by=cast.officer, work=work, news=actions.News(40, None, "เทพื้นแล้ว"))
    page = client.get(work.get_absolute_url()).content.decode()
    assert "180.00" in page
    assert line(budget, "ศาลา").get_absolute_url().split("/", 2)[2] in page
    assert list(figures.recount_all()) == []
    assert f",ledger,{budget.public_id}/" in taken(client, f"/open/round-works/{counted.public_id}.csv")


def test_nobody_types_what_the_ledger_says(cast: Cast, counted: Round, budget: Budget) -> None:
    work = planned(cast, counted)
    with pytest.raises(Refused):
        actions.report(by=cast.officer, work=work, news=news(10, 50))
    other = planned(cast, counted, "P2")
    with pytest.raises(Refused):
        actions.report(by=cast.officer, work=other, news=actions.News(10, None, "เริ่มแล้ว"))


def test_a_line_pays_for_one_work(cast: Cast, counted: Round, budget: Budget) -> None:
    planned(cast, counted)
    other = planned(cast, counted, "P2")
    with pytest.raises(AlreadyDone):
        actions.fund(by=cast.officer, work=other, line=line(budget, "ศาลา"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Funding.objects.create(work=other, line=line(budget, "ศาลา"))
    actions.fund(by=cast.officer, work=other, line=line(budget, "ทางเท้า"))
    pay(cast, budget, "ทางเท้า", 500)
    assert (int(numbers(other).paid), numbers(other).paid_percent) == (500, 100)
    actions.release(by=cast.officer, work=other, line=line(budget, "ทางเท้า"))
    assert numbers(other).paid == 0
    with pytest.raises(AlreadyDone):
        actions.release(by=cast.officer, work=other, line=line(budget, "ทางเท้า"))
    with pytest.raises(PermissionDenied):
        actions.fund(by=cast.moderator, work=other, line=line(budget, "ทางเท้า"))


def test_a_line_that_is_not_public_pays_for_nothing(cast: Cast, counted: Round) -> None:
    hidden = ledger.keep(by=cast.officer, draft=send(cast, HEAD + "ก,ข,ค,ง,x,5,\n"), document=Document("")).budget
    with pytest.raises(Refused):
        actions.fund(by=cast.officer, work=planned(cast, counted), line=line(hidden, "x"))


def test_contracts_of_the_line_are_those_of_the_work(
    cast: Cast, counted: Round, budget: Budget, client: Client
) -> None:
    work = planned(cast, counted)
    ledger.take_contracts(by=cast.officer, agency=cast.agency, content=package(money.project_id(work.project)))
    assert [one.supplier for one in money.contracts(work)] == ["บริษัท ทางดี จำกัด"]
    assert "ทางดี" in client.get(work.get_absolute_url()).content.decode()
    assert work.get_absolute_url() in client.get(line(budget, "ศาลา").get_absolute_url()).content.decode()


@pytest.mark.parametrize("about", ["work", "round", "both"])
def test_followers_are_told_of_a_payment_once(cast: Cast, counted: Round, budget: Budget, about: str) -> None:
    user = cast.petitioner.user
    assert user
    work = planned(cast, counted)
    for name in (f"work/{work.pk}", counted.subject):
        if about == "both" or name.startswith(about):
            following.follow(user=user, about=name)
    pay(cast, budget, "ศาลา", 100)
    assert Notice.objects.filter(user=user, message__kind="works.paid").count() == 1
    assert following.describe(f"work/{work.pk}") is not None


def test_its_desk(
    cast: Cast, counted: Round, budget: Budget, client: Client, after_closing: Callable[[], None]
) -> None:
    work = planned(cast, counted, "P2")
    client.login(email="officer@example.org", password=PASSWORD)
    address = reverse("works:lines", args=[counted.public_id, "P2"])
    sent = {"line": line(budget, "ทางเท้า").get_absolute_url()}
    assert client.post(address, {"line": "nothing"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 422
    assert "paid" not in client.get(reverse("works:report", args=[counted.public_id, "P2"])).context["form"].fields
    assert client.post(address, sent | {"release": "1"}).status_code == 302
    assert not work.fundings.exists()
    client.logout()
    assert client.get(address).status_code == 302
