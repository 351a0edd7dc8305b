"""The agency answers: with a reason, once, revisions kept, for everybody to see."""

import json
import threading
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client

from accounts.notices.models import Notice
from accounts.refusals import AlreadyDone, Closed, Refused
from consult.hearings import actions, figures
from consult.hearings.actions import Said
from consult.hearings.models import Response
from consult.hearings.states import Decision
from consult.threads import actions as comments
from consult.threads.models import Comment
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import hearings as make
from tests.factories.people import PASSWORD, Cast, standing_cast

REASON = "แก้ไขมาตรานี้ตามข้อเสนอแล้วในร่างครั้งที่สอง"


def signed_in(email: str) -> Client:
    client = Client()
    assert client.login(username=email, password=PASSWORD)
    return client


def test_it_works(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    receipt = actions.respond(
        by=cast.officer, hearing=hearing, comment=comment, decision=Decision.ACCEPTED, reason=REASON
    )
    seal_all()
    assert Entry.objects.get(id=receipt.id).subject == hearing.subject
    assert (figures.figures(hearing).answered, figures.figures(hearing).accepted) == (1, 1)
    page = Client().get(f"/th/hearings/{hearing.public_id}/responses/").content.decode()
    assert REASON in page


def test_a_revision_keeps_the_first_answer_and_moves_the_count(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    for decision in (Decision.REFUSED, Decision.PARTLY):
        actions.respond(by=cast.officer, hearing=hearing, comment=comment, decision=decision, reason=REASON)
    seal_all()
    assert Response.objects.count() == 2
    assert figures.counted(hearing.public_id) == figures.recount(hearing.public_id)
    assert figures.figures(hearing).answered == 1


def test_it_refuses_a_short_reason_and_a_stranger(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    with pytest.raises(Refused):
        actions.respond(by=cast.head, hearing=hearing, comment=comment, decision=Decision.NOTED, reason="สั้นไป")
    assert cast.stranger.user
    with pytest.raises(PermissionDenied):
        actions.respond(by=cast.stranger.user, hearing=hearing, comment=comment, decision=Decision.NOTED, reason=REASON)


def test_it_refuses_to_answer_what_is_not_shown(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    comments.withdraw_comment(by=cast.petitioner, comment=comment)
    comment.refresh_from_db()
    with pytest.raises(Closed):
        actions.respond(by=cast.officer, hearing=hearing, comment=comment, decision=Decision.NOTED, reason=REASON)


def test_it_refuses_a_comment_of_another_hearing(cast: Cast) -> None:
    comment, other = make.said(make.opened(cast), cast.petitioner), make.opened(cast)
    with pytest.raises(PermissionDenied):
        actions.respond(by=cast.officer, hearing=other, comment=comment, decision=Decision.NOTED, reason=REASON)


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_give_one_answer() -> None:
    cast = standing_cast()
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    start, outcomes = threading.Barrier(2), []

    def answer(by: object) -> None:
        start.wait()
        try:
            actions.respond(
                by=by,  # type: ignore[arg-type]
                hearing=hearing,
                comment=Comment.objects.get(pk=comment.pk),
                decision=Decision.NOTED,
                reason=REASON,
                seen=0,
            )
            outcomes.append("done")
        except AlreadyDone:
            outcomes.append("already")
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=[by]) for by in (cast.officer, cast.head)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["already", "done"]
    assert Response.objects.count() == 1


def test_one_answer_to_many(cast: Cast) -> None:
    hearing = make.opened(cast)
    said = [make.said(hearing, by) for by in (cast.petitioner, cast.co_signer, cast.stranger)]
    client = signed_in("officer@example.org")
    address = f"/th/hearings/{hearing.public_id}/answers/"
    ticked = {"comments": [str(said[0].pk), str(said[1].pk)], "decision": "refused", "reason": REASON}
    assert client.get(address).content.decode().count('name="comments"') == 3
    assert client.post(address, ticked).status_code == 302
    assert client.post(address, ticked).status_code == 422  # the same page again: they wait no more
    assert client.post(address, {"decision": "refused", "reason": REASON}).status_code == 422
    assert client.get(address).content.decode().count('name="comments"') == 1
    assert Response.objects.count() == 2


def test_a_stale_form_is_refused(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    client = signed_in("officer@example.org")
    address = f"/th/hearings/{hearing.public_id}/answers/{comment.pk}/"
    answer = {"decision": "noted", "reason": REASON, "seen": "0"}
    assert client.get(address).status_code == 200
    assert client.post(address, answer).status_code == 302
    assert client.post(address, answer).status_code == 409
    assert client.post(address, answer | {"seen": "1"}).status_code == 302
    assert [response.revision for response in Response.objects.order_by("revision")] == [1, 2]


def test_the_database_keeps_every_answer(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    actions.respond(by=cast.officer, hearing=hearing, comment=comment, decision=Decision.NOTED, reason=REASON)
    for statement in ("UPDATE hearings_response SET reason = 'อื่น'", "DELETE FROM hearings_response"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize("page", ["answers/", f"answers/{uuid.UUID(int=7)}/", "cancel/"])
def test_the_desk_is_for_officers(cast: Cast, page: str) -> None:
    hearing = make.opened(cast)
    address = f"/th/hearings/{hearing.public_id}/{page}"
    assert Client().get(address).status_code == 302
    assert signed_in("mali@example.org").get(address).status_code == 403


def test_an_officer_finds_every_desk_and_what_waits(cast: Cast, client: Client) -> None:
    hearing = make.opened(cast)
    make.said(hearing, cast.petitioner)
    client.force_login(cast.officer)
    page = client.get("/en/hearings/desk/").content.decode()
    assert f"/en/hearings/{hearing.public_id}/answers/" in page
    assert "1 comment waits." in page
    client.force_login(cast.moderator)
    assert client.get("/en/hearings/desk/").status_code == 403


def test_an_answer_names_every_section_it_changed(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    client = signed_in("officer@example.org")
    address = f"/th/hearings/{hearing.public_id}/answers/{comment.pk}/"
    form = {"decision": "accepted", "reason": REASON, "seen": "0"}
    wrong = client.post(address, form | {"also": "๑, ๙๙"})
    assert wrong.status_code == 422
    assert "๙๙" in wrong.content.decode()
    assert client.post(address, form | {"also": "๑, มาตรา 2, ๑"}).status_code == 302
    given = Response.objects.get()
    assert (given.changed_sections, given.changed and given.changed.eid) == ("มาตรา ๑, มาตรา ๒", "sec_1")
    assert 'value="๒"' in client.get(address).content.decode()
    seal_all()
    entry = json.loads(bytes(Entry.objects.get(kind="hearing.response").leaf))
    assert entry["body"]["also_changed"] == ["test-act/1/sec_2"]
    page = Client().get(f"/th/hearings/{hearing.public_id}/responses/").content.decode()
    assert "มาตรา ๑, มาตรา ๒" in page


def test_who_supports_a_comment_is_told_of_its_answer_once(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    comments.support(by=cast.co_signer, comment=comment, subject=make.subject(hearing))
    said = Said(Decision.NOTED, REASON)
    actions.answer_selection(by=cast.officer, hearing=hearing, comments=[comment.pk], said=said)
    heard = Notice.objects.filter(message__kind="hearing.answered")
    assert set(heard.values_list("user", flat=True)) == {cast.petitioner.user_id, cast.co_signer.user_id}
    comments.oppose(by=cast.co_signer, comment=comment, subject=make.subject(hearing))
    actions.respond(by=cast.officer, hearing=hearing, comment=comment, decision=Decision.REFUSED, reason=REASON)
    assert heard.filter(user=cast.co_signer.user_id).count() == 1
    assert heard.filter(user=cast.petitioner.user_id).count() == 2
