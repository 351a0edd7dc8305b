"""Replies, opposition, a change of mind, changed words, suggested wordings and passages."""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.models import Citizen
from accounts.notices.models import Notice
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused, Stale
from consult.hearings.models import ConsultationPage
from consult.threads import actions, figures
from consult.threads.actions import Words
from consult.threads.models import Comment, Edit, Passage, Reaction
from consult.threads.quotes import Quote
from consult.threads.states import Direction, Stance
from realtime.record import canonical, recounts
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import hearings as make
from tests.factories.people import Cast, citizen


def agrees() -> bool:
    seal_all()
    return list(recounts.run("threads.comments")) == []


def answered(hearing: ConsultationPage, to: Comment, by: Citizen, body: str = "เห็นต่าง") -> Comment:
    actions.reply(by=by, to=to, subject=make.subject(hearing), words=Words(body))
    found: Comment = Comment.objects.by(by).filter(body=body).newest()[:1].get()
    return found


def test_a_reply_stands_in_the_thread_and_is_counted_apart(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    reply = answered(hearing, comment, cast.stranger)
    deeper = answered(hearing, reply, cast.co_signer, "เห็นด้วยกับคำตอบ")
    assert agrees()
    comment.refresh_from_db()
    assert (reply.replies_to_id, deeper.replies_to_id) == (comment.pk, comment.pk)
    assert (reply.part, comment.replies) == ("sec_1", 2)
    said = figures.by_part("hearing", hearing.public_id)["sec_1"]
    assert (said.comments, said.replies) == (1, 2)
    people = figures.total(figures.by_part("hearing", hearing.public_id).values()).participants
    assert people == 3


def test_the_author_is_told_of_replies_once_a_day(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    answered(hearing, comment, cast.stranger)
    answered(hearing, comment, cast.co_signer, "อีกคำตอบ")
    answered(hearing, comment, cast.petitioner, "ขอบคุณ")
    assert Notice.objects.filter(user=cast.petitioner.user).count() == 1
    assert Notice.objects.count() == 1


def test_a_reply_taken_back_is_not_counted(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    reply = answered(hearing, comment, cast.stranger)
    actions.withdraw_comment(by=cast.stranger, comment=reply)
    assert agrees()
    comment.refresh_from_db()
    assert comment.replies == 0


def test_replies_stay_when_the_comment_is_taken_back_but_no_more_are_taken(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    reply = answered(hearing, comment, cast.stranger)
    actions.withdraw_comment(by=cast.petitioner, comment=comment)
    comment.refresh_from_db()
    with pytest.raises(Closed):
        answered(hearing, comment, cast.co_signer)
    assert Comment.objects.in_thread(comment).get() == reply
    assert agrees()


def test_one_may_say_the_same_in_two_threads_but_not_twice_in_one(cast: Cast) -> None:
    hearing = make.opened(cast)
    one, other = make.said(hearing, cast.petitioner), make.said(hearing, cast.co_signer)
    answered(hearing, one, cast.stranger, "จริง")
    answered(hearing, other, cast.stranger, "จริง")
    with pytest.raises(AlreadyDone):
        answered(hearing, one, cast.stranger, "จริง")


def test_opposing_counts_on_its_own_side(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment, subject = make.said(hearing, cast.petitioner), make.subject(hearing)
    actions.oppose(by=cast.stranger, comment=comment, subject=subject)
    actions.support(by=cast.co_signer, comment=comment, subject=subject)
    assert agrees()
    comment.refresh_from_db()
    assert (comment.supports, comment.opposes, comment.divided) == (1, 1, 1)


def test_after_a_change_of_mind_the_last_word_counts(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment, subject = make.said(hearing, cast.petitioner), make.subject(hearing)
    actions.support(by=cast.stranger, comment=comment, subject=subject)
    actions.oppose(by=cast.stranger, comment=comment, subject=subject)
    with pytest.raises(AlreadyDone):
        actions.oppose(by=cast.stranger, comment=comment, subject=subject)
    assert agrees()
    comment.refresh_from_db()
    assert (comment.supports, comment.opposes) == (0, 1)
    actions.react(by=cast.stranger, comment=comment, subject=subject, direction=Direction.NONE)
    assert agrees()
    comment.refresh_from_db()
    assert (comment.supports, comment.opposes, Reaction.objects.count()) == (0, 0, 1)
    actions.support(by=cast.stranger, comment=comment, subject=subject)
    assert agrees()
    assert Entry.objects.filter(kind__startswith="comment.").count() == 5


def test_nothing_is_taken_back_that_was_not_said(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    with pytest.raises(AlreadyDone):
        actions.react(by=cast.stranger, comment=comment, subject=make.subject(hearing), direction=Direction.NONE)


def test_words_may_be_changed_for_a_short_time_and_their_history_stays(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment, subject = make.said(hearing, cast.petitioner, body="คำแรก"), make.subject(hearing)
    actions.edit_comment(by=cast.petitioner, comment=comment, subject=subject, body="คำที่สอง")
    comment.refresh_from_db()
    assert (comment.body, comment.edits) == ("คำที่สอง", 1)
    assert Edit.objects.get().body == "คำแรก"
    with pytest.raises(Refused):
        actions.edit_comment(by=cast.petitioner, comment=comment, subject=subject, body="คำที่สอง")
    with pytest.raises(NotEligible):
        actions.edit_comment(by=cast.stranger, comment=comment, subject=subject, body="คำของผู้อื่น")
    later = timezone.now() + timedelta(minutes=16)
    with pytest.raises(Closed):
        actions.edit_comment(by=cast.petitioner, comment=comment, subject=subject, body="สายไป", now=later)
    make.said(hearing, cast.petitioner, body="คำแรก")
    with pytest.raises(AlreadyDone):
        actions.edit_comment(by=cast.petitioner, comment=comment, subject=subject, body="คำแรก")
    assert agrees()
    assert Entry.objects.filter(kind="comment.edited").count() == 1


def test_the_database_refuses_a_change_without_its_history(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    actions.edit_comment(by=cast.petitioner, comment=comment, subject=make.subject(hearing), body="ใหม่")
    actions.support(by=cast.stranger, comment=comment, subject=make.subject(hearing))
    for statement in (
        "UPDATE threads_comment SET body = 'อื่น', edits = edits + 1 WHERE id = %s",
        "UPDATE threads_comment SET passage = 'x' WHERE id = %s",
        "UPDATE threads_edit SET body = '' WHERE comment_id = %s",
        "DELETE FROM threads_edit WHERE comment_id = %s",
        "DELETE FROM threads_reaction WHERE comment_id = %s",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [comment.pk])


def worded(hearing: ConsultationPage, wording: str, **changes: object) -> Words:
    base = canonical.text_fingerprint(make.subject(hearing).words("sec_2"))
    values: dict[str, object] = {"part": "sec_2", "wording": wording, "base": base} | changes
    return Words("เพราะชัดเจนกว่า", **values)  # type: ignore[arg-type]


def test_other_words_may_be_suggested_for_a_part(cast: Cast) -> None:
    hearing = make.opened(cast)
    subject = make.subject(hearing)
    assert subject.words("sec_2") == "ให้ทำดังต่อไปนี้\n(๑) ข้อแรก\n(๒) ข้อสอง\nวรรคสอง"
    actions.post_comment(by=cast.petitioner, subject=subject, words=worded(hearing, "ให้ทำทันที"))
    comment = Comment.objects.get()
    assert (comment.wording, len(comment.wording_base)) == ("ให้ทำทันที", 64)
    with pytest.raises(Refused):
        same = worded(hearing, subject.words("sec_2"))
        actions.post_comment(by=cast.petitioner, subject=subject, words=same)
    for changes in ({"base": "0" * 64}, {"base": ""}, {"part": ""}):
        with pytest.raises(Stale):
            actions.post_comment(by=cast.stranger, subject=subject, words=worded(hearing, "ใหม่", **changes))
    assert agrees()


def test_a_passage_is_quoted_counted_and_must_stand_in_the_text(cast: Cast) -> None:
    hearing = make.opened(cast)
    subject = make.subject(hearing)
    text = subject.words("sec_2")
    quote = Quote.of(text, 0, 6)
    for person in (cast.petitioner, cast.stranger):
        words = Words("ตรงนี้ไม่ชัด", part="sec_2", stance=Stance.PARTLY, quote=quote)
        actions.post_comment(by=person, subject=subject, words=words)
    assert agrees()
    assert Passage.objects.get().comments == 2
    actions.withdraw_comment(by=cast.stranger, comment=Comment.objects.by(cast.stranger).get())
    assert agrees()
    assert Passage.objects.get().comments == 1
    forged = Quote("คำที่ไม่มีในกฎหมาย", start=3)
    with pytest.raises(Stale):
        actions.post_comment(by=cast.co_signer, subject=subject, words=Words("x", part="sec_2", quote=forged))


def test_a_group_must_be_one_of_the_hearings(cast: Cast) -> None:
    hearing = make.opened(cast)
    subject = make.subject(hearing)
    actions.post_comment(by=citizen(), subject=subject, words=Words("x", group="business"))
    with pytest.raises(Stale):
        actions.post_comment(by=citizen(), subject=subject, words=Words("x", group="martian"), form=uuid.uuid4())
    assert Comment.objects.get().group == "business"
