"""Author, reviewer, head: three people, each told by mail, each shown what has changed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.utils import timezone

from accounts.delegations.actions import delegate
from accounts.models import Role, User
from cms import approval, changes, tree
from cms.models import ArticlePage
from tests.factories import people
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(cast: Cast) -> User:
    return people.officer(Role.REVIEWER, "reviewer@example.org", cast.agency)


@pytest.fixture
def article(cast: Cast) -> ArticlePage:
    page = ArticlePage(title="ประกาศ", slug="notice", body="<p>น้ำประปาหยุดไหลวันจันทร์</p>", live=False)
    tree.agency_page(cast.agency).add_child(instance=page)
    page.save_revision(user=cast.officer)
    return page


def decide(page: ArticlePage, by: User, action: str) -> None:
    step = page.current_workflow_task_state
    step.task.specific.on_action(step, by, action, comment="แก้วัน")
    page.refresh_from_db()


def ask(page: ArticlePage, by: User) -> None:
    approval.ask(page, by=by)
    page.refresh_from_db()


def test_it_works(cast: Cast, article: ArticlePage, reviewer: User, mailoutbox: list[EmailMessage]) -> None:
    ask(article, cast.officer)
    decide(article, reviewer, "approve")
    assert not article.live
    decide(article, cast.head, "approve")
    assert article.live
    assert [mail.to for mail in mailoutbox][:2] == [[str(reviewer)], [str(cast.head)]]


def test_the_head_does_not_decide_before_the_reviewer(cast: Cast, article: ArticlePage, reviewer: User) -> None:
    ask(article, cast.officer)
    with pytest.raises(PermissionDenied):
        decide(article, cast.head, "approve")


def test_a_reviewer_does_not_review_their_own(cast: Cast, article: ArticlePage, reviewer: User) -> None:
    article.save_revision(user=reviewer)
    ask(article, reviewer)
    assert article.current_workflow_task_state.task.specific.role == Role.HEAD  # nobody else could review it


def test_what_the_head_sent_back_is_reviewed_again(cast: Cast, article: ArticlePage, reviewer: User) -> None:
    ask(article, cast.officer)
    decide(article, reviewer, "approve")
    decide(article, cast.head, "reject")
    article.body = "<p>น้ำประปาหยุดไหลวันอังคาร</p>"
    article.save_revision(user=cast.officer)
    article.current_workflow_state.resume(user=cast.officer)
    article.refresh_from_db()
    step = article.current_workflow_task_state
    assert step.task.specific.role == Role.REVIEWER
    before, _when = changes.since(step)
    assert before is not None
    shown = changes.between(before, step.revision.as_object())
    pieces = [(piece.kind, piece.text) for change in shown for piece in change.pieces]
    assert ("gone", "จันทร์") in pieces or ("gone", "วันจันทร์") in pieces
    assert any(kind == "same" and "น้ำประปา" in text for kind, text in pieces)
    decide(article, reviewer, "approve")
    decide(article, cast.head, "approve")
    assert "อังคาร" in ArticlePage.objects.get(pk=article.pk).body


def test_a_deputy_approves_while_the_head_is_away(
    cast: Cast, article: ArticlePage, reviewer: User, mailoutbox: list[EmailMessage]
) -> None:
    second = people.officer(Role.AUTHOR, "second@example.org", cast.agency)
    now = timezone.now()
    when = {"starts_at": now - timedelta(minutes=1), "ends_at": now + timedelta(days=2)}
    delegate(by=cast.head, agency=cast.agency, to=second, why="ลาพักผ่อน", **when)
    ask(article, cast.officer)
    decide(article, reviewer, "approve")
    assert {str(cast.head), str(second)} <= {mail.to[0] for mail in mailoutbox}
    decide(article, second, "approve")
    assert article.live


def test_who_reviewed_does_not_approve_as_deputy(cast: Cast, article: ArticlePage, reviewer: User) -> None:
    now = timezone.now()
    when = {"starts_at": now - timedelta(minutes=1), "ends_at": now + timedelta(days=2)}
    delegate(by=cast.head, agency=cast.agency, to=reviewer, why="ลา", **when)
    ask(article, cast.officer)
    decide(article, reviewer, "approve")
    with pytest.raises(PermissionDenied):
        decide(article, reviewer, "approve")
