"""Hearings in every stage, made by the same actions as real ones."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Citizen, User
from accounts.refusals import Closed
from cms import tree
from consult.hearings.models import ConsultationPage
from consult.hearings.processes import subject_of
from consult.hearings.states import Kind
from consult.moderation import actions as moderation
from consult.moderation import things
from consult.moderation.states import State as Judgement
from consult.texts import store
from consult.texts.models import Law, TextVersion
from consult.texts.reading import read_act
from consult.threads import actions
from consult.threads.actions import Words
from consult.threads.models import Comment
from consult.threads.states import Stance
from consult.threads.subjects import Subject
from tests.factories.people import Cast

ACT = [
    {"title": "คำปรารภ", "content": "โดยที่เป็นการสมควร"},
    {"title": "มาตรา 1", "content": "มาตรา ๑  พระราชบัญญัตินี้เรียกว่า “พระราชบัญญัติทดสอบ”"},
    {"title": "มาตรา 2", "content": "มาตรา ๒  ให้ทำดังต่อไปนี้\n(๑) ข้อแรก\n(๒) ข้อสอง\nวรรคสอง"},
]


def text() -> TextVersion:
    """A small Act of two sections."""
    defaults: dict[str, Any] = {"title": "พระราชบัญญัติทดสอบ", "title_en": "Test Act", "year_be": 2569}
    law, _made = Law.objects.get_or_create(slug="test-act", defaults=defaults | {"status": Law.Status.DRAFT})
    return store.store(law=law, label="ร่างครั้งที่ ๑", nodes=read_act(ACT))


def prepared(cast: Cast, **changes: Any) -> ConsultationPage:
    """A hearing as its author has written it, not published."""
    now = timezone.now()
    values: dict[str, Any] = {
        "title": "รับฟังร่างกฎหมายทดสอบ", "slug": f"test-{ConsultationPage.objects.count()}", "summary": "ทดสอบ",
        "kind": Kind.DRAFT, "text": text(), "opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=20),
        "method": "เว็บไซต์", "problem": "ปัญหา", "main_points": "สาระ", "affected": "ทุกคน", "influence": "ทุกมาตรา",
        "purpose": "ให้ดีขึ้น", "necessity": "ไม่มี", "agency": cast.agency,
    }  # fmt: skip
    return ConsultationPage(**(values | changes))


def opened(cast: Cast, **changes: Any) -> ConsultationPage:
    """Published and, unless `changes` says otherwise, open."""
    page = tree.add(prepared(cast, **changes), tree.agency_page(cast.agency))
    found: ConsultationPage = ConsultationPage.objects.published().get(pk=page.pk)
    return found


def scheduled(cast: Cast) -> ConsultationPage:
    """Published, opens in two days."""
    now = timezone.now()
    return opened(cast, opens_at=now + timedelta(days=2), closes_at=now + timedelta(days=30))


def closed(cast: Cast) -> ConsultationPage:
    """Over since yesterday."""
    now = timezone.now()
    return opened(cast, opens_at=now - timedelta(days=30), closes_at=now - timedelta(days=1))


def subject(hearing: ConsultationPage) -> Subject:
    """The hearing as it stands now, to comment on."""
    return subject_of(ConsultationPage.objects.published().get(pk=hearing.pk))


def said(
    hearing: ConsultationPage,
    by: Citizen,
    body: str = "เห็นด้วยกับมาตรานี้",
    part: str = "sec_1",
    stance: Stance = Stance.AGREE,
) -> Comment:
    """A comment by `by`."""
    receipt = actions.post_comment(by=by, subject=subject(hearing), words=Words(body, part=part, stance=stance))
    assert receipt.subject == hearing.subject
    found: Comment = Comment.objects.by(by).newest()[:1].get()
    return found


def said_when_it_was_open(hearing: ConsultationPage, by: Citizen) -> Comment:
    """A comment in a hearing that does not take any now: as if made in time."""
    made = Comment(
        kind="hearing", public_id=hearing.public_id, part="sec_1", citizen=by, body="ความเห็น", body_hash=b"x" * 32,
        stance=Stance.AGREE, province="50", salt=b"s" * 32, form="00000000-0000-4000-8000-000000000001",
    )  # fmt: skip
    made.save()
    return made


def judged(by: User, comment: Comment, outcome: Judgement, reason: str = "เหตุผลของผู้ดูแล") -> None:
    """A moderator's decision about a comment."""
    thing = things.find("comment", str(comment.pk))
    if thing is None:
        raise Closed("ถอนไปแล้ว")
    moderation.judge(by=by, thing=thing, outcome=outcome, why=moderation.Why(reason))
