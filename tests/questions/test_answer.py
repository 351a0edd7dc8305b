"""Asking and answering questions beside a hearing."""

import re
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client, override_settings
from django.utils import timezone

from accounts.models import Role
from accounts.notices.models import Notice
from accounts.refusals import AlreadyDone, Closed, Refused, Stale
from cms import tree
from consult.hearings import actions as hearing_actions
from consult.hearings.models import ConsultationPage
from consult.hearings.reports import writing
from consult.hearings.states import ReportKind
from consult.moderation import actions as moderation
from consult.moderation import things
from consult.moderation.actions import Why
from consult.moderation.states import Complaint
from consult.moderation.states import State as Judged
from consult.moderation.things import Thing
from consult.questions import actions, figures, listing, path, subjects
from consult.questions.actions import Asked
from consult.questions.models import AnswerSet, Question, Questionnaire
from consult.questions.subjects import Subject
from realtime.record import recounts
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import hearings as make
from tests.factories import people
from tests.factories.people import PASSWORD, Cast

ASKED = [
    Asked("single", "ใช้จักรยานหรือไม่", "Do you cycle?", required=True, options="ใช้ | Yes\nไม่ใช้ | No"),
    Asked("multiple", "ใช้ทำอะไร", options="ไปทำงาน\nไปตลาด\nเที่ยว", most=2),
    Asked("scale", "ปลอดภัยเพียงใด", options="ไม่ปลอดภัยเลย\nปลอดภัยมาก"),
    Asked("ranking", "ควรทำสิ่งใดก่อน", options="ทาง\nที่จอด\nป้าย"),
    Asked("text", "อย่างอื่น"),
]


def draft(cast: Cast, **changes: Any) -> ConsultationPage:
    page = make.prepared(cast, **changes)
    page.live = False
    tree.agency_page(cast.agency).add_child(instance=page)
    return page


def subject(page: ConsultationPage) -> Subject:
    found = subjects.find("hearing", page.public_id)
    assert found
    return found


def asking(cast: Cast, *, live: bool = True, **changes: Any) -> tuple[Subject, Questionnaire]:
    """An open hearing with five questions; the second only for those who cycle."""
    page = draft(cast, **changes)
    rows = [actions.ask(by=cast.officer, subject=subject(page), asked=one) for one in ASKED]
    hanging = Asked(**vars(ASKED[1]) | {"depends_on": rows[0], "depends_values": ["1"]})
    actions.ask(by=cast.officer, subject=subject(page), asked=hanging, instead_of=rows[1])
    actions.show_live(by=cast.officer, subject=subject(page), live=live)
    page.save_revision().publish()
    return subject(page), Questionnaire.objects.get(public_id=page.public_id)


def answers(sheet: Questionnaire, *given: Any) -> dict[str, Any]:
    rows = zip(sheet.questions.all(), given, strict=False)
    return {str(question.pk): answer for question, answer in rows if answer is not None}


FULL = ("1", ["1", "3"], "4", ["2", "1"], "ขอให้มีไฟ")


def test_it_works(cast: Cast) -> None:
    about, sheet = asking(cast)
    actions.answer(by=cast.petitioner, subject=about, sheet=sheet, answers=answers(sheet, *FULL))
    seal_all()
    single, multiple, scale, ranking, text = figures.results(sheet)
    assert [row.n for row in single.rows] == [1, 0]
    assert [row.n for row in multiple.rows] == [1, 0, 1]
    assert "4.00" in scale.note
    assert [(row.code, row.n) for row in ranking.rows] == [("2", 3), ("1", 2), ("3", 0)]
    assert text.answered == 1
    assert [said.words for said in listing.texts(sheet.questions.get(kind="text"))] == ["ขอให้มีไฟ"]
    entry = Entry.objects.filter(kind="questions.answered").get()
    assert b"\xe0" not in bytes(entry.leaf)


def test_the_last_answers_count(cast: Cast) -> None:
    about, sheet = asking(cast)
    actions.answer(by=cast.petitioner, subject=about, sheet=sheet, answers=answers(sheet, *FULL))
    before = AnswerSet.objects.latest_by(cast.petitioner, sheet)
    changed = answers(sheet, "2", None, "1")
    actions.answer(by=cast.petitioner, subject=about, sheet=sheet, answers=changed, instead_of=before)
    seal_all()
    assert [row.n for row in figures.results(sheet)[0].rows] == [0, 1]
    assert figures.people(sheet).people == 1
    assert figures.counted(sheet) == figures.recount(sheet)
    assert list(recounts.run("questions.answers")) == []


def test_a_second_first_set_is_refused(cast: Cast) -> None:
    about, sheet = asking(cast)
    actions.answer(by=cast.petitioner, subject=about, sheet=sheet, answers=answers(sheet, "1"))
    with pytest.raises(AlreadyDone):
        actions.answer(by=cast.petitioner, subject=about, sheet=sheet, answers=answers(sheet, "2"))


@pytest.mark.parametrize(
    "given",
    [("3",), (1,), (None, ["1"]), ("1", ["1", "1"]), ("1", ["1", "2", "3"]), ("1", None, "6"), ("1", None, None, ["4"]),
     ("1", None, None, ["1", "1"]), ("1", None, None, None, " "), ("1", None, None, None, "ก" * 2001), ()],
)  # fmt: skip
def test_answers_that_do_not_fit_are_refused(cast: Cast, given: tuple[Any, ...]) -> None:
    about, sheet = asking(cast)
    with pytest.raises((Refused, Stale)):
        actions.answer(by=cast.petitioner, subject=about, sheet=sheet, answers=answers(sheet, *given))
    assert not AnswerSet.objects.exists()


def test_what_depends_on_another_answer_is_not_asked(cast: Cast) -> None:
    about, sheet = asking(cast)
    rows = list(sheet.questions.all())
    assert [one.position for one in path.shown(rows, answers(sheet, "2"))] == [1, 3, 4, 5]
    assert [one.position for one in path.shown(rows, answers(sheet, "1"))] == [1, 2, 3, 4, 5]
    assert path.kept(rows, answers(sheet, "2", ["1"])) == answers(sheet, "2")
    with pytest.raises(Stale):
        actions.answer(by=cast.petitioner, subject=about, sheet=sheet, answers=answers(sheet, "2", ["1"]))


@pytest.mark.parametrize(
    "wrong",
    [Asked("single", "ก", options="หนึ่ง"), Asked("scale", "ก", options="ก\nข\nค"), Asked("scale", "ก", most=12),
     Asked("multiple", "ก", options="ก\nข", most=3), Asked("essay", "ก")],
)  # fmt: skip
def test_a_wrong_question_is_refused(cast: Cast, wrong: Asked) -> None:
    with pytest.raises(Refused):
        actions.ask(by=cast.officer, subject=subject(draft(cast)), asked=wrong)


def test_a_question_depends_only_on_an_earlier_one(cast: Cast) -> None:
    about = subject(draft(cast))
    first = actions.ask(by=cast.officer, subject=about, asked=ASKED[0])
    second = actions.ask(by=cast.officer, subject=about, asked=ASKED[1])
    circle = Asked(**vars(ASKED[0]) | {"depends_on": second, "depends_values": ["1"]})
    with pytest.raises(Refused):
        actions.ask(by=cast.officer, subject=about, asked=circle, instead_of=first)


def test_questions_are_frozen_with_the_rules(cast: Cast) -> None:
    about, sheet = asking(cast)
    page = ConsultationPage.objects.get(public_id=about.public_id)
    assert page.frozen["questions"] == sheet.fingerprint
    with pytest.raises(Closed):
        actions.ask(by=cast.officer, subject=about, asked=ASKED[0])
    for model in (Question, Questionnaire):
        rows = model._default_manager.all()
        change = {"text": "อื่น"} if model is Question else {"live_results": False}
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)


ROLES = {"ask": {Role.AUTHOR, Role.HEAD}, "hide": {Role.MODERATOR}}
WHY = Why("ชี้ตัวบุคคล", "It points at a person.")


def own_words(sheet: Questionnaire) -> Thing:
    """The one answer in own words, as moderation finds it."""
    row = listing.texts(sheet.questions.get(kind="text"))[0]
    found = things.find("answer", row.key)
    assert found is not None
    return found


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("verb", ROLES)
def test_who_may_write_and_hide(cast: Cast, role: Role, verb: str) -> None:
    about, sheet = asking(cast)
    actions.answer(by=cast.petitioner, subject=about, sheet=sheet, answers=answers(sheet, *FULL))
    officer = people.officer(role, f"{role}-7@example.org", cast.agency)
    verbs: dict[str, Callable[[], object]] = {
        "ask": lambda: actions.ask(by=officer, subject=subject(draft(cast)), asked=ASKED[0]),
        "hide": lambda: moderation.judge(by=officer, thing=own_words(sheet), outcome=Judged.HIDDEN, why=WHY),
    }
    if role in ROLES[verb]:
        verbs[verb]()
        return
    with pytest.raises(PermissionDenied):
        verbs[verb]()


def test_an_answer_in_own_words_is_reported_hidden_and_restored_as_a_comment_is(cast: Cast, client: Client) -> None:
    about, sheet = asking(cast)
    actions.answer(by=cast.petitioner, subject=about, sheet=sheet, answers=answers(sheet, *FULL))
    thing = own_words(sheet)
    page = f"/th/questions/hearing/{about.public_id}/{sheet.questions.get(kind='text').position}/"
    assert f"/th/moderation/answer/{thing.id}/report/" in client.get(page).content.decode()
    moderation.report(by=cast.stranger, thing=thing, complaint=Complaint.PERSONAL)
    moderation.judge(by=cast.moderator, thing=thing, outcome=Judged.HIDDEN, why=WHY)
    shown = client.get(page).content.decode()
    assert thing.text not in shown
    assert WHY.text in shown
    assert not own_words(sheet).shown
    assert Notice.objects.filter(user=cast.petitioner.user).exists()
    moderation.appeal(by=cast.petitioner, thing=own_words(sheet), words="ไม่ใช่ข้อมูลของผู้อื่น")
    moderation.settle(by=cast.head, thing=own_words(sheet), verdict=Judged.RESTORED, why=Why("ฟังขึ้น"))
    assert thing.text in client.get(page).content.decode()


def test_many_reports_cover_an_answer_and_nobody_finds_what_is_not_public(cast: Cast) -> None:
    about, sheet = asking(cast)
    actions.answer(by=cast.petitioner, subject=about, sheet=sheet, answers=answers(sheet, *FULL))
    with override_settings(MODERATION_COVER_AT=1):
        moderation.report(by=cast.stranger, thing=own_words(sheet), complaint=Complaint.ABUSE)
    assert not own_words(sheet).shown
    act = AnswerSet.objects.get().pk
    for wrong in (f"{act}.1", f"{act}.99", f"{act}", "x.1", f"{'-' * 36}.5"):
        assert things.find("answer", wrong) is None


@pytest.mark.parametrize("stage", ["before", "after"])
def test_answers_are_taken_only_while_it_is_open(cast: Cast, stage: str) -> None:
    now = timezone.now()
    day = timedelta(days=1)
    times = {"before": (now + day, now + 30 * day), "after": (now - 30 * day, now - day)}[stage]
    about, sheet = asking(cast, opens_at=times[0], closes_at=times[1])
    with pytest.raises(Closed):
        actions.answer(by=cast.petitioner, subject=about, sheet=sheet, answers=answers(sheet, "1"))


def test_results_wait_for_the_close_unless_the_agency_chose_live(cast: Cast, client: Client) -> None:
    about, sheet = asking(cast, live=False)
    actions.answer(by=cast.petitioner, subject=about, sheet=sheet, answers=answers(sheet, *FULL))
    seal_all()
    address = f"/th/questions/hearing/{about.public_id}/"
    for page in (address, f"{address}5/"):
        assert "ขอให้มีไฟ" not in client.get(page).content.decode()
    assert "q1" not in (figures.live(about.public_id) or {})
    assert client.get(f"/open/hearing-questions/{about.public_id}.csv").status_code == 404
    ConsultationPage.objects.filter(public_id=about.public_id).update(cancelled_reason="เลิก")
    assert "ขอให้มีไฟ" in client.get(f"{address}5/").content.decode()


def test_results_are_open_data(cast: Cast, client: Client) -> None:
    about, sheet = asking(cast)
    actions.answer(by=cast.petitioner, subject=about, sheet=sheet, answers=answers(sheet, *FULL))
    seal_all()
    found = client.get(f"/api/questions/hearing/{about.public_id}").json()
    assert found["people"] == 1
    assert found["results"][0]["options"][0]["n"] == 1
    table = b"".join(client.get(f"/open/hearing-questions/{about.public_id}.csv")).decode()
    assert "Do you cycle?" in table or "ใช้จักรยานหรือไม่" in table
    words = b"".join(client.get(f"/open/hearing-question-texts/{about.public_id}.csv")).decode()
    assert "ขอให้มีไฟ" in words
    assert client.get("/api/questions/hearing/nothing").status_code == 404


def test_few_people_of_a_province_are_not_shown(cast: Cast) -> None:
    about, sheet = asking(cast)
    for code, n in (("500101", 11), ("100101", 10), ("900101", 2)):
        for number in range(n):
            person = people.citizen(f"คน{code}{number}", code=code)
            actions.answer(by=person, subject=about, sheet=sheet, answers=answers(sheet, "1"))
    seal_all()
    cells = {cell.place: cell.result for cell in figures.by_province(sheet.questions.get(position=1))}
    assert sorted(result.answered for result in cells.values() if result) == [11]
    assert len(cells) == 3


def test_one_question_a_page_without_script(cast: Cast, client: Client) -> None:
    about, sheet = asking(cast)
    client.login(email="mali@example.org", password=PASSWORD)
    address = f"/th/questions/hearing/{about.public_id}/answer/"
    first, second, third, *_rest = [str(one.pk) for one in sheet.questions.all()]

    def go(page: Any, **fields: Any) -> Any:
        packed = re.search(r'name="so_far" value="([^"]*)"', page.content.decode())
        assert packed
        return client.post(address, {"so_far": packed[1], "go": "on", **fields})

    page = client.get(address)
    assert go(page, question=first).status_code == 422
    page = go(page, question=first, answer="2")
    assert f'name="question" value="{third}"' in page.content.decode()
    page = go(page, question=third, go="back")
    page = go(page, question=first, answer="1")
    assert f'name="question" value="{second}"' in page.content.decode()
    page = go(page, question=second, answer=["1", "2", "3"])
    assert page.status_code == 422
    page = go(page, question=second, answer=["1", "2"])
    page = go(page, question=third, answer="5")
    rank = sheet.questions.get(position=4).pk
    assert go(page, question=rank, place_1="1", place_2="1").status_code == 422
    page = go(page, question=rank, place_1="2", place_2="1")
    page = go(page, question=sheet.questions.get(position=5).pk, answer="ดี")
    done = go(page, go="send")
    assert done.status_code == 302
    assert AnswerSet.objects.get().answers == answers(sheet, "1", ["1", "2"], "5", ["2", "1"], "ดี")
    assert "ดี" in client.get(address.replace("answer", "mine")).content.decode()
    assert client.post(address, {"so_far": "forged", "go": "send"}).status_code == 409


def test_an_officer_writes_questions_on_a_screen(cast: Cast, client: Client) -> None:
    page = draft(cast)
    client.login(email="officer@example.org", password=PASSWORD)
    address = f"/th/questions/hearing/{page.public_id}/edit/"
    assert client.get(address).status_code == 200
    form = {"kind": "single", "text": "ถาม", "options": "หนึ่ง"}
    assert client.post(f"{address}new/", form).status_code == 422
    assert client.post(f"{address}new/", form | {"options": "หนึ่ง\nสอง"}).status_code == 302
    first = Question.objects.get()
    hanging = {"kind": "text", "text": "ทำไม", "depends": [f"{first.pk}:2"]}
    assert client.post(f"{address}new/", hanging).status_code == 302
    assert Question.objects.get(position=2).depends_values == ["2"]
    assert client.get(f"{address}2/").status_code == 200
    assert client.post(address, {"live": "on"}).status_code == 302
    assert Questionnaire.objects.get().live_results
    assert Client().get(f"/th/questions/hearing/{page.public_id}/").status_code == 404


def test_public_pages_need_few_queries(cast: Cast, client: Client, django_assert_max_num_queries: Any) -> None:
    about, sheet = asking(cast)
    actions.answer(by=cast.petitioner, subject=about, sheet=sheet, answers=answers(sheet, *FULL))
    seal_all()
    for page in ("", "1/", "5/"):
        with django_assert_max_num_queries(12):
            assert client.get(f"/en/questions/hearing/{about.public_id}/{page}").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_two_windows_at_once_count_once() -> None:
    cast = people.standing_cast()
    about, sheet = asking(cast)
    given = answers(sheet, *FULL)
    done: list[str] = []

    def window() -> None:
        try:
            actions.answer(by=cast.petitioner, subject=about, sheet=sheet, answers=given)
            done.append("counted")
        except AlreadyDone:
            done.append("refused")
        finally:
            connection.close()

    windows = [threading.Thread(target=window) for _number in range(4)]
    for one in windows:
        one.start()
    for one in windows:
        one.join()
    assert sorted(done) == ["counted", "refused", "refused", "refused"]


def test_the_summary_and_the_report_hold_the_answers(cast: Cast) -> None:
    about, sheet = asking(cast)
    actions.answer(by=cast.petitioner, subject=about, sheet=sheet, answers=answers(sheet, *FULL))
    seal_all()
    hearing = ConsultationPage.objects.get(public_id=about.public_id)
    for kind in ("summary", "impact"):
        report = hearing_actions.report_of(hearing, ReportKind(kind))
        blocks = writing.document(report, "en").blocks
        assert "1. Do you cycle?" in [block.text for block in blocks]
        assert ["Yes", "1"] in [list(row[:2]) for block in blocks for row in block.rows]
