"""A hearing ends when everything is answered and published; everybody who took part is told, once."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client

from accounts.models import Citizen
from accounts.notices import following
from accounts.notices.models import Notice
from accounts.refusals import AlreadyDone, Closed, Refused
from consult.hearings import actions
from consult.hearings.actions import End, Said
from consult.hearings.models import ConsultationPage
from consult.hearings.reports import building, parts
from consult.hearings.states import Decision, Kind, Phase, ReportKind, ReportState
from consult.threads.models import Comment
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.consult.test_reports import _files, answered, submitted  # noqa: F401
from tests.consult.test_respond import REASON, signed_in
from tests.consult.test_respond_many import grouped, many
from tests.factories import hearings as make
from tests.factories.people import Cast, standing_cast

END = End("แก้มาตรา ๑ ตามที่เสนอ", "เสนอคณะรัฐมนตรี", "Section 1 changed.", "To the cabinet.")


def published(cast: Cast, hearing: ConsultationPage) -> None:
    """Both reports written, submitted and approved."""
    for kind in parts.required(hearing):
        report = actions.report_of(hearing, kind)
        for part in parts.PARTS[kind]:
            actions.write_part(by=cast.officer, report=report, key=part.key, text="ถ้อยคำ", text_en="", seen=0)
        actions.submit(by=cast.officer, report=report)
        actions.approve(by=cast.head, report=report)


def told(citizen: Citizen) -> list[str]:
    return list(Notice.objects.filter(user=citizen.user).order_by("pk").values_list("message__kind", flat=True))


def test_it_works(cast: Cast) -> None:
    hearing = answered(cast)
    published(cast, hearing)
    receipt = actions.finish(by=cast.head, hearing=hearing, end=END)
    seal_all()
    body = json.loads(bytes(Entry.objects.get(id=receipt.id).leaf))["body"]
    assert (body["comments"], body["answered"], body["marked"]) == (3, 2, 1)
    hearing.refresh_from_db()
    assert hearing.phase == Phase.FINISHED
    page = Client().get(f"/en/hearings/{hearing.public_id}/").content.decode()
    assert "Section 1 changed." in page
    assert "To the cabinet." in page
    assert Client().get("/en/hearings/").status_code == 200


def test_nothing_is_finished_before_everything_is_there(cast: Cast) -> None:
    hearing = make.closed(cast)
    comments = many(hearing, cast, 1)
    assert len(actions.obstacles(hearing)) == 3
    with pytest.raises(Refused):
        actions.finish(by=cast.head, hearing=hearing, end=END)
    actions.answer_selection(
        by=cast.officer, hearing=hearing, comments=[comments[0].pk], said=Said(Decision.NOTED, REASON)
    )
    assert len(actions.obstacles(hearing)) == 2
    published(cast, hearing)
    assert actions.obstacles(hearing) == []


def test_an_open_hearing_is_not_finished(cast: Cast) -> None:
    assert actions.obstacles(make.opened(cast))


def test_the_evaluation_of_an_act_needs_no_impact_report(cast: Cast) -> None:
    hearing = make.opened(cast, kind=Kind.EX_POST)
    assert list(parts.required(hearing)) == [ReportKind.SUMMARY]


def test_only_the_head_finishes_and_only_once(cast: Cast) -> None:
    hearing = answered(cast)
    published(cast, hearing)
    with pytest.raises(PermissionDenied):
        actions.finish(by=cast.officer, hearing=hearing, end=END)
    actions.finish(by=cast.head, hearing=hearing, end=END)
    with pytest.raises(AlreadyDone):
        actions.finish(by=cast.head, hearing=hearing, end=END)
    hearing.refresh_from_db()
    with pytest.raises(Closed):
        actions.cancel(by=cast.head, hearing=hearing, reason=REASON)
    comment: Comment = Comment.objects.about("hearing", hearing.public_id)[:1].get()
    with pytest.raises(Closed):
        actions.respond(by=cast.officer, hearing=hearing, comment=comment, decision=Decision.NOTED, reason=REASON)


def test_the_database_keeps_the_end(cast: Cast) -> None:
    hearing = answered(cast)
    published(cast, hearing)
    actions.finish(by=cast.head, hearing=hearing, end=END)
    for change in ("finished_at = NULL", "outcome = 'อื่น'"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE hearings_consultationpage SET {change}")


def test_everybody_is_told_of_their_answer_once(cast: Cast) -> None:
    hearing = make.opened(cast)
    said = [make.said(hearing, cast.petitioner, "หนึ่ง"), make.said(hearing, cast.petitioner, "สอง")]
    said.append(make.said(hearing, cast.co_signer))
    group = grouped(hearing, *said)
    answer = Said(Decision.PARTLY, REASON)
    actions.answer_group(by=cast.officer, hearing=hearing, group=group, said=answer, seen=0)
    assert told(cast.petitioner) == told(cast.co_signer) == ["hearing.answered"]
    assert told(cast.stranger) == []
    actions.respond(by=cast.head, hearing=hearing, comment=said[2], decision=Decision.NOTED, reason=REASON)
    assert told(cast.co_signer) == ["hearing.answered"] * 2
    notice = Notice.objects.filter(user=cast.petitioner.user).get().message
    assert hearing.title in notice.heading
    assert notice.path.endswith(f"/hearings/{hearing.public_id}/mine/")


def test_participants_and_followers_are_told_of_the_end_once(cast: Cast) -> None:
    hearing = answered(cast)
    for citizen in (cast.petitioner, cast.stranger):
        assert citizen.user
        following.follow(user=citizen.user, about=hearing.subject)
    published(cast, hearing)
    actions.finish(by=cast.head, hearing=hearing, end=END)
    assert told(cast.petitioner).count("hearing.finished") == 1
    assert told(cast.stranger) == ["hearing.finished"]
    assert told(cast.co_signer) == []


def test_the_desk_says_what_is_missing_and_finishes(cast: Cast) -> None:
    hearing = answered(cast)
    address = f"/en/hearings/{hearing.public_id}/answers/finish/"
    head = signed_in("head@example.org")
    assert "s.16) is not published" in head.get(address).content.decode()
    published(cast, hearing)
    answer = head.post(address, {"outcome": "แก้แล้ว", "next_steps": "เสนอต่อไป"})
    assert answer.status_code == 302
    assert "/record/receipts/" in answer["Location"]


@pytest.mark.django_db(transaction=True)
def test_the_clock_makes_what_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    monkeypatch.setattr(building, "AT_ONCE", 0)
    report = submitted(standing_cast())
    building.build_waiting()
    building.build_waiting()  # taken already: nothing
    workers = [thread for thread in threading.enumerate() if thread.name == "reports"]
    assert len(workers) <= 1
    for thread in workers:
        thread.join(60)
    report.refresh_from_db()
    assert report.state == ReportState.WAITING
