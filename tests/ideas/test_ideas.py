"""Ideas for laws: proposed, supported, answered, moderated."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.models import Role
from accounts.notices.models import Notice
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from cms import tree
from consult.ideas import actions, figures, processes, similar
from consult.ideas.actions import Proposal
from consult.ideas.models import Idea, IdeaAnswer
from consult.ideas.states import Decision, Kind
from consult.moderation import actions as moderation
from consult.moderation import things
from consult.moderation.states import State as Judgement
from realtime.record import recounts
from realtime.sealer import seal_all
from tests.factories import people
from tests.factories.people import PASSWORD, Cast

TEXT = "จะนำไปศึกษาและแจ้งผลภายในสิ้นปีนี้ ขอบคุณผู้เสนอทุกท่าน"


def proposed(cast: Cast, title: str = "ยกเลิกใบอนุญาตขายของชำ", kind: Kind = Kind.REPEAL) -> Idea:
    proposal = Proposal(kind, title, "เพราะเป็นภาระ", cast.agency, act_title="พระราชบัญญัติทดสอบ")
    receipt = actions.propose(by=cast.petitioner, proposal=proposal)
    idea: Idea = Idea.objects.get(public_id=receipt.subject.partition("/")[2])
    processes.index(idea)
    return idea


def test_it_works(cast: Cast) -> None:
    idea = proposed(cast)
    actions.support(by=cast.co_signer, idea=idea)
    actions.support(by=cast.stranger, idea=idea)
    actions.withdraw_support(by=cast.stranger, idea=idea)
    actions.support(by=cast.stranger, idea=idea)
    seal_all()
    idea.refresh_from_db()
    assert idea.supports == figures.recount(idea) == 2
    assert list(recounts.run("ideas.support")) == []


def test_it_counts_once(cast: Cast) -> None:
    idea = proposed(cast)
    actions.support(by=cast.co_signer, idea=idea)
    with pytest.raises(AlreadyDone):
        actions.support(by=cast.co_signer, idea=idea)
    with pytest.raises(NotEligible):
        actions.support(by=cast.petitioner, idea=idea)
    with pytest.raises(AlreadyDone):
        proposed(cast)


def test_a_request_about_an_act_names_it(cast: Cast) -> None:
    with pytest.raises(Refused):
        actions.propose(by=cast.petitioner, proposal=Proposal(Kind.EVALUATE, "ประเมิน", "เหตุ", cast.agency))


def test_supporters_are_told_once_of_each_answer(cast: Cast) -> None:
    idea = proposed(cast)
    actions.support(by=cast.co_signer, idea=idea)
    actions.answer(by=cast.officer, idea=idea, decision=Decision.STUDIED, text=TEXT)
    assert Notice.objects.count() == 2
    actions.answer(by=cast.head, idea=idea, decision=Decision.TAKEN, text=f"{TEXT} แล้ว")
    assert Notice.objects.count() == 4
    assert [row.revision for row in idea.answers.all()] == [2, 1]
    with pytest.raises(DatabaseError), transaction.atomic():
        IdeaAnswer.objects.update(text="อื่น")


def test_it_is_taken_back_only_before_an_answer(cast: Cast) -> None:
    idea, other = proposed(cast), proposed(cast, "อีกเรื่อง")
    with pytest.raises(NotEligible):
        actions.withdraw(by=cast.co_signer, idea=idea)
    actions.withdraw(by=cast.petitioner, idea=idea)
    idea.refresh_from_db()
    with pytest.raises(Closed):
        actions.support(by=cast.co_signer, idea=idea)
    actions.answer(by=cast.officer, idea=other, decision=Decision.REFUSED, text=TEXT)
    other.refresh_from_db()
    with pytest.raises(Closed):
        actions.withdraw(by=cast.petitioner, idea=other)


def hide(by: Any, idea: Idea, reason: str) -> None:
    """A moderator's decision about an idea."""
    thing = things.find("idea", idea.public_id)
    assert thing is not None
    moderation.judge(by=by, thing=thing, outcome=Judgement.HIDDEN, why=moderation.Why(reason))


VERBS: dict[str, Callable[[Any, Idea], object]] = {
    "answer": lambda by, idea: actions.answer(by=by, idea=idea, decision=Decision.TAKEN, text=TEXT),
    "hide": lambda by, idea: hide(by, idea, "หยาบคาย"),
}
TABLE = {"answer": {Role.AUTHOR, Role.HEAD}, "hide": {Role.MODERATOR}}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("own", [True, False])
def test_who_may_decide(cast: Cast, verb: str, role: Role, own: bool) -> None:
    idea = proposed(cast)
    agency = cast.agency if own else people.agency("other", "หน่วยงานอื่น")
    officer = people.officer(role, f"{role}-5@example.org", agency)
    if own and role in TABLE[verb]:
        VERBS[verb](officer, idea)
        return
    with pytest.raises(PermissionDenied):
        VERBS[verb](officer, idea)


def test_a_hidden_idea_leaves_a_mark_with_the_reason(cast: Cast, client: Client) -> None:
    idea = proposed(cast)
    hide(cast.moderator, idea, "ชี้ตัวบุคคล")
    page = client.get(idea.get_absolute_url()).content.decode()
    assert "ชี้ตัวบุคคล" in page
    assert "ใบอนุญาตขายของชำ" not in page
    assert "ใบอนุญาตขายของชำ" not in client.get("/th/ideas/").content.decode()


def test_what_is_similar_is_shown_first(cast: Cast, client: Client) -> None:
    tree.agency_page(cast.agency)
    idea = proposed(cast)
    assert similar.to("ยกเลิกใบอนุญาต", "th")[0].title == idea.title
    client.login(email="krit@example.org", password=PASSWORD)
    first = client.post("/th/ideas/propose/", {"step": "title", "kind": "law", "title": "ยกเลิกใบอนุญาต"})
    assert idea.title in first.content.decode()
    whole = {"step": "whole", "kind": "law", "title": "ยกเลิกใบอนุญาต", "agency": cast.agency.pk, "body": "เหตุผล"}
    assert client.post("/th/ideas/propose/", whole | {"body": ""}).status_code == 422
    assert client.post("/th/ideas/propose/", whole).status_code == 302
    assert Idea.objects.count() == 2


def test_every_page_opens(cast: Cast, client: Client, django_assert_max_num_queries: Any) -> None:
    idea = proposed(cast)
    for query in ("", "?order=newest&kind=repeal&answered=no", "?page=x", f"{idea.public_id}/"):
        with django_assert_max_num_queries(12):
            assert client.get(f"/en/ideas/{query}").status_code == 200
    assert not client.cookies
    client.login(email="krit@example.org", password=PASSWORD)
    address = idea.get_absolute_url()
    for verb in ("support", "comment", "withdraw"):
        assert client.get(f"{address}{verb}/").status_code == 200
    assert client.get(f"{address}answer/").status_code == 403
    assert client.get(f"/en/moderation/idea/{idea.public_id}/decide/").status_code == 403
    assert client.post(f"{address}support/").status_code == 302
    assert client.post(f"{address}comment/", {"stance": "agree", "body": "เห็นด้วย"}).status_code == 302
    client.login(email="officer@example.org", password=PASSWORD)
    assert client.post(f"{address}answer/", {"decision": "taken", "text": "สั้น"}).status_code == 422
    assert client.post(f"{address}answer/", {"decision": "taken", "text": TEXT}).status_code == 302
    assert TEXT in Client().get(address).content.decode()


def test_it_is_open_data(cast: Cast, client: Client) -> None:
    idea = proposed(cast)
    found = client.get("/api/ideas/").json()
    assert [row["id"] for row in found["data"]] == [idea.public_id]
    assert client.get(f"/api/ideas/{idea.public_id}").json()["data"]["title"] == idea.title
    table = b"".join(client.get(f"/open/ideas/{cast.agency.slug}.csv")).decode()
    assert idea.title in table
    assert "มะลิ" not in table
