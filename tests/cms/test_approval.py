"""Nothing official is published without the head of the agency, and nobody approves their own work."""

import json

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from accounts.models import Role, User
from cms import approval, tree
from cms.approval import may_approve
from cms.models import ArticlePage
from config.publications import fingerprint
from realtime.record.models import Pending
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


def form(page: ArticlePage) -> dict[str, str]:
    words = dict.fromkeys(["title_en", "summary", "summary_en", "claim", "claim_en"], "")
    return words | {"title": page.title, "slug": page.slug, "kind": "news", "body": TEXT, "body_en": "null"}


def submit(page: ArticlePage, client: Client) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(address, form(page) | {"action-submit": "1"})
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
    signed_in(cast.officer).post(address, form(article) | {"action-publish": "1"})
    article.refresh_from_db()
    assert not article.live


@pytest.mark.parametrize("who", ["officer", "head"])
def test_nobody_edits_what_waits_for_the_head(cast: Cast, article: ArticlePage, who: str) -> None:
    submit(article, signed_in(cast.officer))
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    before = article.latest_revision_id
    answer = signed_in(getattr(cast, who)).post(address, form(article) | {"title": "อื่น"})
    article.refresh_from_db()
    assert article.latest_revision_id == before
    assert answer.status_code == 200


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


def decision(page: ArticlePage) -> str:
    return reverse("cms_decide", args=[page.current_workflow_task_state.pk])


def test_the_head_reads_and_decides_on_one_page(cast: Cast, article: ArticlePage) -> None:
    submit(article, signed_in(cast.officer))
    head = signed_in(cast.head)
    assert 'name="approve"' in head.get(decision(article)).text
    assert head.post(decision(article), {"approve": "1"}).status_code == 302
    article.refresh_from_db()
    assert article.live
    assert article.first_published_at is not None


def test_asking_for_changes_needs_a_reason(cast: Cast, article: ArticlePage) -> None:
    submit(article, signed_in(cast.officer))
    signed_in(cast.head).post(decision(article), {"reject": "1"})
    article.refresh_from_db()
    assert article.current_workflow_state.status == "in_progress"


def test_others_see_who_must_decide(cast: Cast, article: ArticlePage) -> None:
    submit(article, signed_in(cast.officer))
    officer = signed_in(cast.officer)
    text = officer.get(decision(article)).text
    assert cast.head.get_full_name() in text
    assert 'name="approve"' not in text
    officer.post(decision(article), {"approve": "1"})
    article.refresh_from_db()
    assert not article.live


def test_a_head_who_repaired_the_text_does_not_approve_it(cast: Cast, article: ArticlePage) -> None:
    submit(article, signed_in(cast.officer))
    head = signed_in(cast.head)
    head.post(decision(article), {"reject": "1", "comment": "แก้คำ"})
    article.refresh_from_db()
    submit(article, head)
    head.post(decision(article), {"approve": "1"})
    article.refresh_from_db()
    assert not article.live


def test_an_administrator_does_not_publish_in_an_agencys_part(cast: Cast, article: ArticlePage) -> None:
    root = User.objects.create_superuser("root@example.org", PASSWORD)
    assert not article.permissions_for_user(root).can_publish()
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    signed_in(root).post(address, form(article) | {"action-publish": "1"})
    article.refresh_from_db()
    assert not article.live


def test_heads_are_told_by_mail_and_the_author_hears_the_decision(
    cast: Cast, article: ArticlePage, mailoutbox: list[EmailMessage]
) -> None:
    submit(article, signed_in(cast.officer))
    assert [mail.to for mail in mailoutbox] == [[str(cast.head)]]
    assert decision(article) in str(mailoutbox[0].body)
    signed_in(cast.head).post(decision(article), {"approve": "1"})
    assert mailoutbox[1].to == [str(cast.officer)]


def test_whoever_listens_can_undo_the_publication_by_failing(cast: Cast, article: ArticlePage) -> None:
    def refuse(**_: object) -> None:
        raise RuntimeError

    submit(article, signed_in(cast.officer))
    approval.approved.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            signed_in(cast.head).post(decision(article), {"approve": "1"})
    finally:
        approval.approved.disconnect(refuse)
    article.refresh_from_db()
    assert not article.live


def test_an_author_cannot_move_a_part_of_the_site_to_another_agency(cast: Cast) -> None:
    page = tree.agency_page(cast.agency)
    answer = signed_in(cast.officer).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answer.status_code == 200
    assert 'name="agency"' not in answer.text


def test_approval_leaves_an_entry_without_names(cast: Cast, article: ArticlePage) -> None:
    submit(article, signed_in(cast.officer))
    signed_in(cast.head).post(decision(article), {"approve": "1"})
    article.refresh_from_db()
    entry = Pending.objects.get(kind="page.approved", subject=f"page/{article.pk}")
    body = json.loads(bytes(entry.leaf))["body"]
    assert body == {"agency": "opdc", "address": "/opdc/notice/", "words": fingerprint(article)}
