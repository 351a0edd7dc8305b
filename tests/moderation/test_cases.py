"""Reporting, deciding, covering and appealing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client, override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Role
from accounts.notices.models import Notice
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from consult.hearings.models import ConsultationPage
from consult.moderation import actions, hints, things
from consult.moderation.actions import Why
from consult.moderation.figures import figures
from consult.moderation.models import Case, Decision, ReadyReason, Report
from consult.moderation.states import JUDGEMENTS, MOVES, OUT_OF_SIGHT, VERDICTS, Complaint, State
from consult.moderation.things import Thing
from consult.threads import actions as comments
from consult.threads.models import Comment
from consult.threads.states import State as Shown
from realtime.record.models import Pending
from tests.factories import hearings as make
from tests.factories import people
from tests.factories.people import PASSWORD, Cast

WHY = Why("มีข้อมูลส่วนบุคคล", "It shows personal data.")


def thing_of(comment: Comment) -> Thing:
    found = things.find("comment", str(comment.pk))
    assert found is not None
    return found


def said(cast: Cast, body: str = "ความเห็นหนึ่ง") -> Comment:
    return make.said(make.opened(cast), cast.petitioner, body=body)


def shown(comment: Comment) -> bool:
    comment.refresh_from_db()
    return bool(comment.state == Shown.VISIBLE)


def test_it_works(cast: Cast) -> None:
    comment = said(cast)
    receipt = actions.report(by=cast.stranger, thing=thing_of(comment), complaint=Complaint.PERSONAL, words="เบอร์โทร")
    assert receipt.kind == "moderation.reported"
    assert shown(comment)
    actions.judge(by=cast.moderator, thing=thing_of(comment), outcome=State.HIDDEN, why=WHY)
    assert not shown(comment)
    actions.appeal(by=cast.petitioner, thing=thing_of(comment), words="เป็นข้อมูลของผมเอง")
    actions.settle(by=cast.head, thing=thing_of(comment), verdict=State.RESTORED, why=Why("ฟังขึ้น"))
    assert shown(comment)
    assert [one.outcome for one in Decision.objects.all()] == [State.HIDDEN, State.RESTORED]


def test_the_record_has_neither_the_words_nor_who_reported(cast: Cast) -> None:
    comment = said(cast)
    actions.report(by=cast.stranger, thing=thing_of(comment), complaint=Complaint.ABUSE, words="คำที่รู้กันเอง")
    leaf = bytes(Pending.objects.get(kind="moderation.reported").leaf).decode()
    assert "คำที่รู้กันเอง" not in leaf
    assert str(cast.stranger.pk) not in leaf
    assert str(comment.pk) in leaf


def test_one_person_reports_one_thing_once_and_never_ones_own(cast: Cast) -> None:
    comment = said(cast)
    actions.report(by=cast.stranger, thing=thing_of(comment), complaint=Complaint.SPAM)
    with pytest.raises(AlreadyDone):
        actions.report(by=cast.stranger, thing=thing_of(comment), complaint=Complaint.HATE)
    with pytest.raises(NotEligible):
        actions.report(by=cast.petitioner, thing=thing_of(comment), complaint=Complaint.SPAM)
    assert Report.objects.count() == 1
    assert Case.objects.get().reports == 1


@override_settings(MODERATION_COVER_AT=3)
def test_many_reports_cover_once_until_a_moderator_has_looked(cast: Cast) -> None:
    comment = said(cast)
    for number in range(3):
        assert shown(comment)
        reporter = people.citizen(f"คนที่{number}")
        actions.report(by=reporter, thing=thing_of(comment), complaint=Complaint.ABUSE)
    assert not shown(comment)
    with pytest.raises(Closed):
        actions.report(by=cast.stranger, thing=thing_of(comment), complaint=Complaint.ABUSE)
    actions.judge(by=cast.moderator, thing=thing_of(comment), outcome=State.KEPT, why=WHY)
    assert shown(comment)
    for number in range(3):
        reporter = people.citizen(f"อีกคนที่{number}")
        actions.report(by=reporter, thing=thing_of(comment), complaint=Complaint.ABUSE)
    assert shown(comment)  # never covered a second time
    assert Case.objects.get().state == State.WAITING  # but looked at again


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("outcome", JUDGEMENTS)
def test_only_a_moderator_of_the_agency_decides(cast: Cast, role: Role, outcome: State) -> None:
    comment = said(cast)
    officer = people.officer(role, "one@example.org", cast.agency)
    other = people.officer(role, "two@example.org", people.agency("other", "อื่น"))
    with pytest.raises(PermissionDenied):
        actions.judge(by=other, thing=thing_of(comment), outcome=outcome, why=WHY)
    if role == Role.MODERATOR:
        actions.judge(by=officer, thing=thing_of(comment), outcome=outcome, why=WHY)
        assert Case.objects.get().state == outcome
        return
    with pytest.raises(PermissionDenied):
        actions.judge(by=officer, thing=thing_of(comment), outcome=outcome, why=WHY)


@pytest.mark.parametrize("role", Role)
def test_an_appeal_is_settled_by_somebody_else(cast: Cast, role: Role) -> None:
    comment = said(cast)
    actions.judge(by=cast.moderator, thing=thing_of(comment), outcome=State.HIDDEN, why=WHY)
    with pytest.raises(NotEligible):
        actions.appeal(by=cast.stranger, thing=thing_of(comment), words="ไม่เห็นด้วย")
    actions.appeal(by=cast.petitioner, thing=thing_of(comment), words="ไม่เห็นด้วย")
    with pytest.raises(PermissionDenied):
        actions.settle(by=cast.moderator, thing=thing_of(comment), verdict=State.UPHELD, why=WHY)
    officer = people.officer(role, "one@example.org", cast.agency)
    if role in {Role.MODERATOR, Role.HEAD}:
        actions.settle(by=officer, thing=thing_of(comment), verdict=State.UPHELD, why=WHY)
        with pytest.raises(Closed):
            actions.appeal(by=cast.petitioner, thing=thing_of(comment), words="อีกครั้ง")
        return
    with pytest.raises(PermissionDenied):
        actions.settle(by=officer, thing=thing_of(comment), verdict=State.UPHELD, why=WHY)


def test_the_database_refuses_a_verdict_of_who_decided_first(cast: Cast) -> None:
    comment = said(cast)
    actions.judge(by=cast.moderator, thing=thing_of(comment), outcome=State.HIDDEN, why=WHY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.update(settled_by=cast.moderator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.update(state="upheld")
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.update(decided_by=None)


@override_settings(COMMENT_EDIT_MINUTES=0)
def test_an_author_who_is_asked_may_change_it_after_the_short_time(cast: Cast) -> None:
    comment = said(cast, body="โทร 081-234-5678")
    subject = make.subject(ConsultationPage.objects.get())
    comment.refresh_from_db()
    with pytest.raises(Closed):
        comments.edit_comment(by=cast.petitioner, comment=comment, subject=subject, body="โทรหาผม")
    actions.judge(by=cast.moderator, thing=thing_of(comment), outcome=State.ASKED, why=WHY)
    comment.refresh_from_db()
    comments.edit_comment(by=cast.petitioner, comment=comment, subject=subject, body="โทรหาผม")
    assert Case.objects.get().changed_since


def test_the_author_is_told_and_nobody_learns_who_reported(cast: Cast, client: Client) -> None:
    comment = said(cast)
    actions.report(by=cast.stranger, thing=thing_of(comment), complaint=Complaint.ABUSE)
    actions.judge(by=cast.moderator, thing=thing_of(comment), outcome=State.HIDDEN, why=WHY)
    assert cast.petitioner.user
    assert Notice.objects.filter(user=cast.petitioner.user, message__kind="moderation.decided").count() == 1
    client.force_login(cast.petitioner.user)
    page = client.get(f"/en/moderation/comment/{comment.pk}/").content.decode()
    assert "It shows personal data." in page
    assert cast.stranger.given_name not in page
    assert "It insults" not in page  # reports are for officers
    client.force_login(cast.stranger.user)  # type: ignore[arg-type]
    assert client.get(f"/en/moderation/comment/{comment.pk}/").status_code == 403


def test_a_decision_needs_a_reason_and_is_taken_once(cast: Cast) -> None:
    comment = said(cast)
    with pytest.raises(Refused):
        actions.judge(by=cast.moderator, thing=thing_of(comment), outcome=State.HIDDEN, why=Why(" "))
    actions.judge(by=cast.moderator, thing=thing_of(comment), outcome=State.HIDDEN, why=WHY)
    with pytest.raises(AlreadyDone):
        actions.judge(by=cast.moderator, thing=thing_of(comment), outcome=State.HIDDEN, why=WHY)


def test_the_queue_decides_many_at_once_in_a_constant_number_of_queries(
    cast: Cast, client: Client, django_assert_max_num_queries: object
) -> None:
    hearing = make.opened(cast)
    for number in range(12):
        comment = make.said(hearing, cast.petitioner, body=f"ความเห็นที่ {number}")
        actions.report(by=cast.stranger, thing=thing_of(comment), complaint=Complaint.SPAM)
    client.force_login(cast.moderator)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        page = client.get("/th/moderation/queue/")
    assert page.status_code == 200
    ready = ReadyReason.objects.create(outcome=State.HIDDEN, text="เป็นโฆษณา", text_en="It is advertising.")
    form = {"case": [case.pk for case in Case.objects.all()], "outcome": "hidden", "ready": ready.pk}
    assert client.post("/th/moderation/queue/decide/", form).status_code == 302
    assert Case.objects.filter(state=State.HIDDEN).count() == 12
    assert client.post("/th/moderation/queue/decide/", form | {"outcome": "kept"}).status_code == 422
    client.force_login(cast.officer)
    assert client.get("/th/moderation/queue/").status_code == 403
    counted = figures()
    assert (counted.reports, counted.cases, counted.hidden, counted.waiting) == (12, 12, 12, 0)


def test_strangers_read_the_numbers_and_the_reasons(cast: Cast, client: Client) -> None:
    comment = said(cast)
    actions.report(by=cast.stranger, thing=thing_of(comment), complaint=Complaint.ABUSE)
    actions.judge(by=cast.moderator, thing=thing_of(comment), outcome=State.HIDDEN, why=WHY)
    page = client.get("/en/moderation/")
    assert page.status_code == 200
    assert "It shows personal data." in page.content.decode()
    assert not page.cookies
    assert client.get(f"/open/moderation/{cast.agency.slug}.csv").status_code == 200


def test_the_forms_of_a_citizen(cast: Cast, client: Client) -> None:
    comment = said(cast)
    path = f"/th/moderation/comment/{comment.pk}/"
    assert client.login(username="nok@example.org", password=PASSWORD)
    assert client.get(f"{path}report/").status_code == 200
    assert client.post(f"{path}report/", {"words": ""}).status_code == 422
    assert client.post(f"{path}report/", {"complaint": "spam"}).status_code == 302
    assert client.post(f"{path}report/", {"complaint": "spam"}).status_code == 409
    assert client.get("/th/moderation/comment/no-such/report/").status_code == 404
    assert client.get("/th/moderation/nothing/x/report/").status_code == 404


def test_hints_notice_a_number_with_thai_digits_and_only_real_ones() -> None:
    number = people.thai_number(7)
    thai = number.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert hints.hints(f"เลขของเขาคือ {thai}") == ["number"]
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert "number" not in hints.hints(f"เลขที่คดี {wrong}")
    assert hints.hints("ขอคัดค้านมาตรา ๕ เพราะงบประมาณ 1,000,000 บาท") == []
    assert hints.hints("โทร ๐๘๑-๒๓๔-๕๖๗๘ หรือ a@example.org") == ["phone", "email"]


@given(steps=st.lists(st.sampled_from([*JUDGEMENTS, *VERDICTS, "appeal"]), max_size=8))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_tried_the_words_are_hidden_exactly_when_the_case_says_so(cast: Cast, steps: list[str]) -> None:
    comment = make.said(
        ConsultationPage.objects.first() or make.opened(cast), cast.petitioner, body=f"คำ {Comment.objects.count()}"
    )
    for step in steps:
        before = State(Case.objects.filter(thing=str(comment.pk)).values_list("state", flat=True).first() or "waiting")
        thing = thing_of(comment)
        try:
            if step == "appeal":
                actions.appeal(by=cast.petitioner, thing=thing, words="ขออุทธรณ์")
            elif step in VERDICTS:
                actions.settle(by=cast.head, thing=thing, verdict=State(step), why=WHY)
            else:
                actions.judge(by=cast.moderator, thing=thing, outcome=State(step), why=WHY)
        except (Refused, PermissionDenied):
            pass
        now = State(Case.objects.filter(thing=str(comment.pk)).values_list("state", flat=True).first() or "waiting")
        assert now == before or now in MOVES[before]
        assert shown(comment) == (now not in OUT_OF_SIGHT)
