"""One official answer to many comments: a group or a selection, at a thousand as at ten."""

import hashlib
import json
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.refusals import AlreadyDone, Closed, Refused
from consult.hearings import actions, desk, figures
from consult.hearings.actions import Said
from consult.hearings.models import Answer, ConsultationPage, Phrase, Response
from consult.hearings.states import Decision
from consult.sense.models import GroupMember, IssueGroup
from consult.threads.models import Comment
from consult.threads.states import Stance
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.consult.test_respond import signed_in
from tests.factories import hearings as make
from tests.factories.people import Cast

REASON = "แก้ไขมาตรานี้ตามข้อเสนอแล้วในร่างครั้งที่สอง"
SAID = Said(Decision.PARTLY, REASON)


def grouped(hearing: ConsultationPage, *comments: Comment, number: int = 1) -> IssueGroup:
    group = IssueGroup.objects.create(
        kind="hearing", public_id=hearing.public_id, number=number, name="ขอขยายเวลา", size=len(comments)
    )
    GroupMember.objects.bulk_create([GroupMember(comment=one, group=group) for one in comments])
    return group


def many(hearing: ConsultationPage, cast: Cast, count: int, first: str = "") -> list[Comment]:
    """Comments as rows, without their acts: there are too many to post."""
    rows = [
        Comment(
            kind="hearing", public_id=hearing.public_id, part="sec_1", citizen=cast.petitioner,
            body=(not n and first) or f"ความเห็น {n}",
            body_hash=hashlib.sha256(str(n).encode()).digest(), stance=Stance.AGREE, province="50", salt=b"s" * 32,
            form=uuid.uuid4(),
        )
        for n in range(count)
    ]  # fmt: skip
    return Comment.objects.bulk_create(rows)


def test_it_works(cast: Cast) -> None:
    hearing = make.opened(cast)
    said = [make.said(hearing, by) for by in (cast.petitioner, cast.co_signer, cast.stranger)]
    actions.respond(by=cast.head, hearing=hearing, comment=said[2], decision=Decision.ACCEPTED, reason=REASON)
    group = grouped(hearing, *said)
    given = actions.answer_group(by=cast.officer, hearing=hearing, group=group, said=SAID, seen=0)
    seal_all()
    entry = json.loads(bytes(Entry.objects.get(id=given.receipt.id).leaf))["body"]
    assert (given.comments, entry["comments"], entry["group"]) == (2, 2, 1)
    ids = sorted(str(one.pk) for one in said[:2])
    assert entry["members"] == hashlib.sha256("".join(f"{one}\n" for one in ids).encode()).hexdigest()
    assert figures.counted(hearing.public_id) == figures.recount(hearing.public_id)
    assert (figures.figures(hearing).accepted_partly, figures.figures(hearing).accepted) == (2, 1)
    assert desk.progress(hearing).waiting == 0


def test_other_words_replace_the_groups_answer_but_not_those_given_apart(cast: Cast) -> None:
    hearing = make.opened(cast)
    said = [make.said(hearing, by) for by in (cast.petitioner, cast.co_signer, cast.stranger)]
    group = grouped(hearing, *said)
    actions.answer_group(by=cast.officer, hearing=hearing, group=group, said=SAID, seen=0)
    actions.respond(by=cast.head, hearing=hearing, comment=said[0], decision=Decision.NOTED, reason=REASON)
    refused = Said(Decision.REFUSED, "ขัดกับรัฐธรรมนูญจึงรับไว้ไม่ได้ตามที่เสนอ")
    given = actions.answer_group(by=cast.officer, hearing=hearing, group=group, said=refused, seen=1)
    seal_all()
    assert given.comments == 2
    counts = figures.recount(hearing.public_id)
    assert (counts["refused"], counts["noted"], counts["partly"]) == (2, 1, 0)
    assert figures.counted(hearing.public_id) == counts


def test_the_same_words_again_answer_only_those_who_joined(cast: Cast) -> None:
    hearing = make.opened(cast)
    first, late = make.said(hearing, cast.petitioner), make.said(hearing, cast.co_signer)
    group = grouped(hearing, first)
    actions.answer_group(by=cast.officer, hearing=hearing, group=group, said=SAID, seen=0)
    with pytest.raises(Refused):
        actions.answer_group(by=cast.officer, hearing=hearing, group=group, said=SAID, seen=1)
    GroupMember.objects.create(comment=late, group=group)
    assert actions.answer_group(by=cast.officer, hearing=hearing, group=group, said=SAID, seen=1).comments == 1
    assert first.responses.count() == late.responses.count() == 1


def test_two_officers_with_the_same_group_before_them(cast: Cast) -> None:
    hearing = make.opened(cast)
    group = grouped(hearing, make.said(hearing, cast.petitioner))
    actions.answer_group(by=cast.officer, hearing=hearing, group=group, said=SAID, seen=0)
    with pytest.raises(AlreadyDone):
        actions.answer_group(by=cast.head, hearing=hearing, group=group, said=SAID, seen=0)
    client = signed_in("head@example.org")
    address = f"/th/hearings/{hearing.public_id}/answers/groups/1/"
    typed = {"decision": "noted", "reason": "คำชี้แจงที่พิมพ์ไว้ยาว ๆ ต้องไม่หายไป", "seen": "0"}
    answer = client.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert typed["reason"] in page
    assert REASON in page
    assert client.post(address, typed | {"seen": "1"}).status_code == 302
    assert [row.revision for row in Answer.objects.order_by("revision")] == [1, 2]


def test_what_was_typed_is_kept_when_a_colleague_was_faster(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    actions.respond(by=cast.head, hearing=hearing, comment=comment, decision=Decision.NOTED, reason=REASON)
    typed = {"decision": "noted", "reason": "คำชี้แจงที่พิมพ์ไว้ยาว ๆ ต้องไม่หายไป", "seen": "0"}
    client = signed_in("officer@example.org")
    answer = client.post(f"/en/hearings/{hearing.public_id}/answers/{comment.pk}/", typed)
    assert answer.status_code == 409
    assert typed["reason"] in answer.content.decode()
    assert 'name="seen" value="1"' in answer.content.decode()


def test_a_thousand_at_once_in_as_many_queries_as_ten(cast: Cast) -> None:
    hearing = make.opened(cast)
    comments = many(hearing, cast, 1_000)
    client = signed_in("officer@example.org")
    address = f"/th/hearings/{hearing.public_id}/answers/"
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert client.get(address).status_code == 200
    group = grouped(hearing, *comments[:400])
    with CaptureQueriesContext(connection) as writing:
        actions.answer_group(by=cast.officer, hearing=hearing, group=group, said=SAID, seen=0)
        answer = client.post(address, {"everything": "1", "decision": "refused", "reason": REASON})
    assert answer.status_code == 302
    assert len(writing) <= 60
    assert desk.progress(hearing) == desk.Progress(1_000, 1_000, 0)
    assert Answer.objects.count() == 2
    assert len(few) <= 20
    with CaptureQueriesContext(connection) as full:
        client.get(f"{address}?show=all")
    assert len(full) <= len(few) + 2


def test_the_filters_find_what_they_say(cast: Cast) -> None:
    hearing = make.opened(cast)
    one = make.said(hearing, cast.petitioner, "ค่าธรรมเนียมสูงเกินไป", stance=Stance.DISAGREE)
    two = make.said(hearing, cast.co_signer, "เห็นด้วยอย่างยิ่ง", part="sec_2")
    grouped(hearing, two, number=7)
    wanted = {"words=ค่าธรรมเนียม": one, "part=sec_2": two, "stance=disagree": one, "group=7": two, "group=none": one}
    for query, comment in wanted.items():
        values = dict([query.split("=")])
        assert [row.pk for row in desk.Asked.of(values).among(hearing)] == [comment.pk], query
    actions.respond(by=cast.officer, hearing=hearing, comment=one, decision=Decision.UNANSWERED, reason=REASON)
    assert [row.pk for row in desk.Asked.of({"show": "marked"}).among(hearing)] == [one.pk]
    assert not desk.Asked.of({"show": "answered"}).among(hearing).exists()
    assert desk.progress(hearing) == desk.Progress(2, 0, 1)


def test_words_are_kept_and_taken_over(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    client = signed_in("officer@example.org")
    address = f"/th/hearings/{hearing.public_id}/answers/{comment.pk}/"
    answer = {
        "decision": "noted",
        "reason": REASON,
        "seen": "0",
        "keep_as": "รับทราบทั่วไป",
        "reason_en": "Noted, thank you.",
    }
    assert client.post(address, answer).status_code == 302
    phrase = Phrase.objects.get()
    other = make.said(hearing, cast.co_signer)
    page = client.post(
        f"/th/hearings/{hearing.public_id}/answers/{other.pk}/", {"use": "1", "suggestion": f"phrase-{phrase.pk}"}
    )
    assert page.status_code == 200
    assert "Noted, thank you." in page.content.decode()
    assert Response.objects.count() == 1


def test_the_section_that_changed_belongs_to_the_law(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    changed = desk.changeable(hearing)[1]
    actions.respond(
        by=cast.officer, hearing=hearing, comment=comment, decision=Decision.ACCEPTED, reason=REASON, changed=changed
    )
    assert Response.objects.get().changed == changed


def test_a_finished_hearing_takes_no_more_answers(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    ConsultationPage.objects.filter(pk=hearing.pk).update(finished_at=hearing.closes_at)
    hearing.refresh_from_db()
    with pytest.raises(Closed):
        actions.answer_selection(by=cast.officer, hearing=hearing, comments=[comment.pk], said=SAID)


@pytest.mark.parametrize("page", ["answers/groups/", "answers/groups/1/"])
def test_the_groups_are_for_officers(cast: Cast, page: str) -> None:
    hearing = make.opened(cast)
    address = f"/th/hearings/{hearing.public_id}/{page}"
    assert Client().get(address).status_code == 302
    assert signed_in("mali@example.org").get(address).status_code == 403
