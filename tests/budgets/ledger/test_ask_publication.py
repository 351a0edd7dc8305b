"""A budget goes from its author through the reviewer to the head, and only then to the public."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from accounts.refusals import AlreadyDone, NotEligible
from budgets.ledger import actions
from budgets.ledger.documents import Document
from budgets.ledger.models import Budget, BudgetPage
from budgets.ledger.states import Stage
from realtime.record.models import Pending
from tests.budgets.ledger.test_desk import HEAD, ROWS, send
from tests.factories import people
from tests.factories.people import PASSWORD, Cast

pytestmark = pytest.mark.django_db
WORDS = {"page_title": "งบประมาณปี 2566", "summary": "เงินของเทศบาล", "stage": "approved", "title": "มติสภา", "url": ""}


@pytest.fixture
def budget(cast: Cast) -> Budget:
    return actions.keep(by=cast.officer, draft=send(cast, HEAD + ROWS), document=Document("")).budget


def signed_in(user: object) -> Client:
    client = Client()
    assert client.login(email=str(user), password=PASSWORD)
    return client


def asked(cast: Cast, budget: Budget) -> BudgetPage:
    said = {"title": "งบ", "summary": "เงิน", "stage": Stage.APPROVED, "document": Document("มติสภา")}
    return actions.ask_publication(by=cast.officer, budget=budget, **said)  # type: ignore[arg-type]


def decide(page: BudgetPage, client: Client, **said: str) -> int:
    page.refresh_from_db()
    return client.post(reverse("cms_decide", args=[page.current_workflow_task_state.pk]), said).status_code


def test_it_works(cast: Cast, budget: Budget, client: Client) -> None:
    reviewer = people.officer(Role.REVIEWER, "reviewer@example.org", cast.agency)
    address = reverse("ledger:publish", args=[budget.public_id])
    assert signed_in(cast.officer).post(address, WORDS | {"on": "2022-09-01"}).status_code == 302
    page = BudgetPage.objects.get(budget=budget)
    task = page.current_workflow_task_state
    preview = reverse("wagtailadmin_pages:workflow_preview", args=[page.pk, task.task_id])
    assert "รถบรรทุก" in signed_in(reviewer).get(preview).text
    assert decide(page, signed_in(cast.head), approve="1") == 403 or not Budget.objects.get(pk=budget.pk).published_at
    assert decide(page, signed_in(reviewer), approve="1") == 302
    assert client.get(budget.get_absolute_url()).status_code == 404
    assert decide(page, signed_in(cast.head), approve="1") == 302
    assert client.get(budget.get_absolute_url()).status_code == 200
    stage = Budget.objects.get(pk=budget.pk).stages.get()
    assert (stage.title, stage.by) == ("มติสภา", cast.head)
    kinds = set(Pending.objects.values_list("kind", flat=True))
    assert {"budget.published", "page.approved"} <= kinds


def test_it_is_sent_back_and_asked_for_again(cast: Cast, budget: Budget) -> None:
    page = asked(cast, budget)
    with pytest.raises(AlreadyDone):
        asked(cast, budget)
    decide(page, signed_in(cast.head), reject="1", comment="ยอดรวมไม่ตรงกับมติ")
    desk = reverse("ledger:manage", args=[budget.public_id])
    assert "ยอดรวมไม่ตรงกับมติ" in signed_in(cast.officer).get(desk).text
    asked(cast, budget)
    assert decide(page, signed_in(cast.head), approve="1") == 302
    assert Budget.objects.get(pk=budget.pk).published_at


def test_a_head_who_asked_does_not_approve(cast: Cast, budget: Budget) -> None:
    said = {"title": "งบ", "summary": "เงิน", "stage": Stage.APPROVED, "document": Document("มติสภา")}
    page = actions.ask_publication(by=cast.head, budget=budget, **said)  # type: ignore[arg-type]
    decide(page, signed_in(cast.head), approve="1")
    assert not Budget.objects.get(pk=budget.pk).published_at


def test_others_do_not_ask(cast: Cast, budget: Budget) -> None:
    said = {"title": "งบ", "summary": "เงิน", "stage": Stage.APPROVED, "document": Document("มติสภา")}
    with pytest.raises(NotEligible):
        actions.ask_publication(by=cast.moderator, budget=budget, **said)  # type: ignore[arg-type]
