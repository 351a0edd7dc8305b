"""Supporting, taking back, hiding and showing comments."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.refusals import AlreadyDone, Closed, NotEligible
from consult.moderation.states import State as Judgement
from consult.threads import actions, figures
from consult.threads.models import Comment, Reaction
from consult.threads.states import State
from realtime.sealer import seal_all
from tests.factories import hearings as make
from tests.factories.people import PASSWORD, Cast


def test_it_works(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    actions.support(by=cast.stranger, comment=comment, subject=make.subject(hearing))
    seal_all()
    comment.refresh_from_db()
    assert comment.supports == 1
    assert figures.by_part("hearing", hearing.public_id)["sec_1"].supports == 1


def test_it_refuses_a_second_support_and_ones_own(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment, subject = make.said(hearing, cast.petitioner), make.subject(hearing)
    actions.support(by=cast.stranger, comment=comment, subject=subject)
    with pytest.raises(AlreadyDone):
        actions.support(by=cast.stranger, comment=comment, subject=subject)
    with pytest.raises(NotEligible):
        actions.support(by=cast.petitioner, comment=comment, subject=subject)
    assert Reaction.objects.count() == 1


def test_a_comment_taken_back_is_not_counted_and_leaves_a_mark(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner, body="คำที่ถอนแล้ว")
    actions.withdraw_comment(by=cast.petitioner, comment=comment)
    seal_all()
    assert figures.by_part("hearing", hearing.public_id)["sec_1"].comments == 0
    page = Client().get(f"/en/hearings/{hearing.public_id}/comments/").content.decode()
    assert "คำที่ถอนแล้ว" not in page
    assert "taken this comment back" in page
    make.said(hearing, cast.petitioner, body="คำที่ถอนแล้ว")  # one may say it again


def test_only_its_author_takes_a_comment_back_and_once(cast: Cast) -> None:
    comment = make.said(make.opened(cast), cast.petitioner)
    with pytest.raises(NotEligible):
        actions.withdraw_comment(by=cast.stranger, comment=comment)
    actions.withdraw_comment(by=cast.petitioner, comment=comment)
    with pytest.raises(AlreadyDone):
        actions.withdraw_comment(by=cast.petitioner, comment=comment)


def test_a_moderator_hides_with_a_published_reason_and_shows_again(cast: Cast) -> None:
    hearing = make.opened(cast)
    comment, subject = make.said(hearing, cast.petitioner, body="คำหยาบ"), make.subject(hearing)
    for user in (cast.officer, cast.counter, cast.head):
        with pytest.raises(PermissionDenied):
            make.judged(user, comment, Judgement.HIDDEN)
    make.judged(cast.moderator, comment, Judgement.HIDDEN, "ชี้ตัวบุคคล")
    page = Client().get(f"/th/comments/{comment.pk}/").content.decode()
    assert "คำหยาบ" not in page
    assert "ชี้ตัวบุคคล" in page
    comment.refresh_from_db()
    with pytest.raises(Closed):
        actions.support(by=cast.stranger, comment=comment, subject=subject)
    make.judged(cast.moderator, comment, Judgement.KEPT, "ตรวจใหม่แล้ว")
    comment.refresh_from_db()
    assert (comment.state, comment.hidden_reason) == (State.VISIBLE, "")


def test_the_pages_ask_before_acting(cast: Cast) -> None:
    comment = make.said(make.opened(cast), cast.petitioner)
    client = Client()
    assert client.login(username="nok@example.org", password=PASSWORD)
    assert client.get(f"/th/comments/{comment.pk}/support/").status_code == 200
    assert Reaction.objects.count() == 0
    assert client.post(f"/th/comments/{comment.pk}/support/").status_code == 302
    assert client.post(f"/th/comments/{comment.pk}/support/").status_code == 409
    assert client.post(f"/th/comments/{comment.pk}/withdraw/").status_code == 403
    assert Comment.objects.get().state == State.VISIBLE
