"""Commenting: once, in time, by those who may, with a receipt."""

import json
import threading
import uuid
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from accounts.models import Assurance
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused, Stale
from consult.hearings import actions as hearing_actions
from consult.hearings import figures as hearing_figures
from consult.threads import actions
from consult.threads.actions import Words
from consult.threads.models import Comment
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import hearings as make
from tests.factories.people import PASSWORD, Cast, citizen, standing_cast


def test_it_works(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    seal_all()
    assert comment.province == "50"
    assert hearing_figures.figures(hearing).comments == 1
    assert hearing_figures.live(hearing.public_id)["by_part"] == {"sec_1": 1}  # type: ignore[index]


def test_the_record_has_no_words_and_no_person(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner, body="ถ้อยคำลับเฉพาะ")
    seal_all()
    leaf = bytes(Entry.objects.get(kind="comment.posted").leaf).decode()
    assert "ถ้อยคำ" not in leaf
    assert str(comment.citizen_id) not in leaf
    assert json.loads(leaf)["body"]["act"] == str(comment.pk)


def test_it_refuses_the_same_words_twice(cast: Cast) -> None:
    hearing = make.opened(cast)
    make.said(hearing, cast.petitioner)
    with pytest.raises(AlreadyDone):
        make.said(hearing, cast.petitioner)
    make.said(hearing, cast.petitioner, part="sec_2")
    make.said(hearing, cast.co_signer)
    assert Comment.objects.count() == 3


def test_it_refuses_the_same_form_twice(cast: Cast) -> None:
    subject, form = make.subject(make.opened(cast)), uuid.uuid4()
    actions.post_comment(by=cast.petitioner, subject=subject, words=Words("หนึ่ง"), form=form)
    with pytest.raises(AlreadyDone):
        actions.post_comment(by=cast.petitioner, subject=subject, words=Words("สอง"), form=form)


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_comment() -> None:
    cast = standing_cast()
    subject, form = make.subject(make.opened(cast)), uuid.uuid4()
    start, outcomes = threading.Barrier(4), []

    def click() -> None:
        start.wait()
        try:
            actions.post_comment(by=cast.petitioner, subject=subject, words=Words("สองครั้ง"), form=form)
            outcomes.append("done")
        except AlreadyDone:
            outcomes.append("already")
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["already", "already", "already", "done"]
    assert Comment.objects.count() == 1
    seal_all()
    assert Entry.objects.filter(kind="comment.posted").count() == 1


@pytest.mark.parametrize("stage", [make.scheduled, make.closed])
def test_it_refuses_before_and_after(cast: Cast, stage: object) -> None:
    with pytest.raises(Closed):
        make.said(stage(cast), cast.petitioner)  # type: ignore[operator]


def test_it_refuses_in_a_cancelled_hearing(cast: Cast) -> None:
    hearing = make.opened(cast)
    hearing_actions.cancel(by=cast.head, hearing=hearing, reason="ถอนร่างออกจากการพิจารณา")
    with pytest.raises(Closed):
        make.said(hearing, cast.petitioner)


def test_it_refuses_those_who_may_not_with_every_reason(cast: Cast) -> None:
    rules = {"minimum_age": 18, "areas": ["10"], "assurance": Assurance.CHECKED, "age_on": None}
    hearing = make.opened(cast, eligibility=rules)
    child = citizen(born=date(2020, 1, 1), assurance=Assurance.SELF_STATED, code="500101")
    with pytest.raises(NotEligible) as refusal:
        make.said(hearing, child)
    assert len(refusal.value.reasons) == 3


def test_it_refuses_a_part_that_does_not_exist(cast: Cast) -> None:
    with pytest.raises(Stale):
        make.said(make.opened(cast), cast.petitioner, part="sec_99")


def test_the_database_keeps_every_comment_as_it_was_made(cast: Cast) -> None:
    comment = make.said(make.opened(cast), cast.petitioner)
    for statement in (
        "UPDATE threads_comment SET body = 'อื่น' WHERE id = %s",
        "UPDATE threads_comment SET stance = 'disagree' WHERE id = %s",
        "DELETE FROM threads_comment WHERE id = %s",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [comment.pk])


def signed_in(email: str = "mali@example.org") -> Client:
    client = Client()
    assert client.login(username=email, password=PASSWORD)
    return client


def send(client: Client, address: str, **changes: str) -> object:
    values = {"part": "sec_1", "stance": "agree", "body": "ดีแล้ว", "form": str(uuid.uuid4())}
    return client.post(address, values | changes)


def test_a_citizen_comments_through_the_page(cast: Cast) -> None:
    hearing = make.opened(cast)
    address, client = f"/th/hearings/{hearing.public_id}/comment/", signed_in()
    page = client.get(f"{address}?part=sec_2").content.decode()
    assert "มาตรา ๒" in page
    receipt = client.get(send(client, address).url)  # type: ignore[attr-defined]
    assert receipt.status_code == 200
    assert Comment.objects.get().channel == "online"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 422),
        ("   \n ", 422),
        ("ก" * 4001, 422),
        ("ก\x00ข", 422),
        ("ก" * 4000, 302),
        ("ดีมาก 👍🏽🎉", 302),
        ("\u202eabc\u202c หลังกลับทิศ", 302),
        ("<script>alert(1)</script>", 302),
    ],
)
def test_strange_words_end_well(cast: Cast, body: str, status: int) -> None:
    hearing = make.opened(cast)
    client = signed_in()
    response = send(client, f"/th/hearings/{hearing.public_id}/comment/", body=body)
    assert response.status_code == status  # type: ignore[attr-defined]
    assert Comment.objects.count() == (status == 302)
    if status == 302:
        page = Client().get(f"/th/hearings/{hearing.public_id}/comments/").content.decode()
        assert "<script>alert" not in page
        assert "\u202e" not in page
    else:
        assert "error-summary" in response.content.decode()  # type: ignore[attr-defined]


def test_the_same_page_sent_twice_says_so(cast: Cast) -> None:
    address, client, form = f"/th/hearings/{make.opened(cast).public_id}/comment/", signed_in(), str(uuid.uuid4())
    assert send(client, address, form=form).status_code == 302  # type: ignore[attr-defined]
    assert send(client, address, form=form).status_code == 409  # type: ignore[attr-defined]


def test_a_closed_hearing_says_so_instead_of_a_form(cast: Cast) -> None:
    hearing = make.closed(cast)
    address, client = f"/en/hearings/{hearing.public_id}/comment/", signed_in()
    page = client.get(address).content.decode()
    assert "This hearing is closed" in page
    assert "<textarea" not in page
    assert send(client, address).status_code == 409  # type: ignore[attr-defined]


def test_refusals_are_ordinary_answers() -> None:
    assert all(refusal.status < 500 for refusal in (Refused, AlreadyDone, Closed, NotEligible, Stale))
