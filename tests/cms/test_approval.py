"""Nothing official is published without the head of the agency, and nobody approves their own work."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from cms import tree
from cms.approval import may_approve
from cms.models import ArticlePage
from tests.factories import people
from tests.factories.people import PASSWORD, Cast


@pytest.fixture
def article(cast: Cast) -> ArticlePage:
    page = ArticlePage(title="ประกาศ", slug="notice", body="<p>ข้อความ</p>", live=False)
    tree.agency_page(cast.agency).add_child(instance=page)
    page.save_revision(user=cast.officer)
    return page


BLOCK = {"key": "a", "text": "ข้อความ", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
TEXT = json.dumps({"blocks": [BLOCK], "entityMap": {}})


def signed_in(user: object) -> Client:
    client = Client()
    assert client.login(email=str(user), password=PASSWORD)
    return client


def submit(page: ArticlePage, client: Client) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = {"title": page.title, "slug": page.slug, "body": TEXT, "title_en": "", "body_en": "null"}
    answer = client.post(address, form | {"action-submit": "1"})
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    page.refresh_from_db()


def decide(page: ArticlePage, client: Client, action: str) -> int:
    state = page.current_workflow_state
    assert state is not None
    task_state = state.current_task_state
    answer = client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task_state.pk]), {"comment": "x"}
    )
    page.refresh_from_db()
    return answer.status_code


def test_it_works(cast: Cast, article: ArticlePage) -> None:
    submit(article, signed_in(cast.officer))
    assert not article.live
    decide(article, signed_in(cast.head), "approve")
    assert article.live


def test_the_head_can_ask_for_changes(cast: Cast, article: ArticlePage) -> None:
    submit(article, signed_in(cast.officer))
    decide(article, signed_in(cast.head), "reject")
    assert not article.live
    assert article.current_workflow_state.status == "needs_changes"


def test_an_author_cannot_publish_by_hand(cast: Cast, article: ArticlePage) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    form = {"title": "x", "slug": "notice", "body": TEXT, "title_en": "", "body_en": "null"}
    signed_in(cast.officer).post(address, form | {"action-publish": "1"})
    article.refresh_from_db()
    assert not article.live


def test_what_waits_for_the_head_is_locked_for_its_author(cast: Cast, article: ArticlePage) -> None:
    submit(article, signed_in(cast.officer))
    assert article.current_workflow_task.locked_for_user(article, cast.officer)
    assert not article.current_workflow_task.locked_for_user(article, cast.head)


def test_a_head_does_not_approve_their_own(cast: Cast, article: ArticlePage) -> None:
    assert not may_approve(cast.head, article, asked_by=cast.head)


@pytest.mark.parametrize(("who", "may"), [("head", True), ("officer", False), ("counter", False), ("moderator", False)])
def test_only_the_head_of_that_agency_approves(cast: Cast, article: ArticlePage, who: str, may: bool) -> None:
    assert may_approve(getattr(cast, who), article, asked_by=None) is may


def test_the_head_of_another_agency_does_not_approve(cast: Cast, article: ArticlePage) -> None:
    other = people.officer(Role.HEAD, "other@example.org", people.agency("other", "หน่วยงานอื่น"))
    assert not may_approve(other, article, asked_by=None)


def test_an_author_of_another_agency_cannot_open_it(cast: Cast, article: ArticlePage) -> None:
    other = people.agency("other", "หน่วยงานอื่น")
    tree.agency_page(other)
    stranger = people.officer(Role.AUTHOR, "other@example.org", other)
    answer = signed_in(stranger).get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert answer.status_code in {302, 403}
