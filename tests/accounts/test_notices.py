"""Telling people: once, in their language, at their pace; a dead mail server loses nothing."""

from datetime import timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.notices import composing, following, postman
from accounts.notices.models import Choice, Follow, Notice, Pace
from accounts.notices.telling import tell, tell_followers
from tests.factories.people import PASSWORD, Cast


def say(**whom: Any) -> int:
    return tell(
        kind="test.told", about="petition/abc", path=lambda: "/th/petitions/abc/", heading="Back", text="", **whom
    )


@pytest.fixture
def mali(cast: Cast) -> User:
    user = cast.petitioner.user
    assert user is not None
    assert user.email is not None
    EmailAddress.objects.get_or_create(user=user, email=user.email, verified=True, primary=True)
    return user


def test_it_works(mali: User, client: Client, cast: Cast) -> None:
    assert say(citizens=[cast.petitioner.pk]) == 1
    client.force_login(mali)
    page = client.get("/th/account/notices/").content.decode()
    assert "กลับ" in page
    notice = Notice.objects.get(user=mali)
    went_on = client.get(f"/en/account/notices/{notice.pk}/")
    assert (went_on.status_code, went_on["Location"]) == (302, "/en/petitions/abc/")
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_the_same_news_reaches_each_person_once(mali: User, cast: Cast) -> None:
    assert say(users=[mali.pk], citizens=[cast.petitioner.pk], once="abc/answered") == 1
    assert say(users=[mali.pk], once="abc/answered") == 0
    other = cast.co_signer.user
    assert other is not None
    assert say(users=User.objects.filter(pk__in=[mali.pk, other.pk]).values("pk"), once="abc/answered") == 1


def test_people_without_an_account_are_passed_over(cast: Cast) -> None:
    assert say(citizens=[cast.without_phone.pk]) == 0


def test_followers_hear_and_others_do_not(mali: User, cast: Cast) -> None:
    def news() -> int:
        return tell_followers(kind="x", about="petition/abc", path=lambda: "/th/", heading="Back")

    assert news() == 0
    assert following.follow(user=mali, about="petition/abc")
    assert not following.follow(user=mali, about="petition/abc")
    assert news() == 1
    assert following.unfollow(user=mali, about="petition/abc")
    assert news() == 0


def test_one_mail_carries_everything_that_waits(mali: User) -> None:
    say(users=[mali.pk])
    say(users=[mali.pk])
    assert postman.deliver() == 1
    assert len(mail.outbox) == 1
    assert mail.outbox[0].to == [mali.email]
    assert mail.outbox[0].body.count("กลับ") == 2
    assert "One-Click" in mail.outbox[0].extra_headers["List-Unsubscribe-Post"]
    assert postman.deliver() == 0


@pytest.mark.parametrize(
    ("pace", "gap"),
    [(Pace.AT_ONCE, "10 min"), (Pace.DAILY, "1 day"), (Pace.WEEKLY, "7 days")],
    ids=str,
)
def test_the_pace_is_kept(mali: User, pace: Pace, gap: str) -> None:
    Choice.objects.create(user=mali, pace=pace)
    length = {"10 min": timedelta(minutes=10), "1 day": timedelta(days=1), "7 days": timedelta(days=7)}[gap]
    now = timezone.now()
    say(users=[mali.pk])
    assert postman.deliver(now) == 1
    say(users=[mali.pk])
    assert postman.deliver(now + length - timedelta(seconds=1)) == 0
    assert postman.deliver(now + length) == 1


def test_who_wants_no_mail_gets_none_but_keeps_the_notice(mali: User) -> None:
    Choice.objects.create(user=mali, pace=Pace.NEVER)
    say(users=[mali.pk])
    assert postman.deliver() == 0
    assert Notice.objects.of(mali).count() == 1


def test_what_was_read_on_the_site_is_not_mailed(mali: User) -> None:
    say(users=[mali.pk])
    Notice.objects.filter(user=mali).update(read_at=timezone.now())
    assert postman.deliver() == 0


def test_an_address_that_was_never_confirmed_gets_nothing(cast: Cast) -> None:
    user = cast.co_signer.user
    assert user is not None
    EmailAddress.objects.filter(user=user).delete()
    say(users=[user.pk])
    assert postman.deliver() == 0
    assert mail.outbox == []


def test_a_mail_server_that_is_down_loses_nothing(mali: User, monkeypatch: pytest.MonkeyPatch) -> None:
    say(users=[mali.pk])

    def broken(*_: Any) -> int:
        raise SMTPException

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", broken)
        with pytest.raises(SMTPException):
            postman.deliver()
    assert postman.deliver() == 1


def test_mail_is_in_the_chosen_language(mali: User) -> None:
    Choice.objects.create(user=mali, language="en")
    say(users=[mali.pk])
    postman.deliver()
    assert mail.outbox[0].subject == "Back"
    assert "No more e-mail" in mail.outbox[0].body


def test_one_click_stops_all_mail_without_signing_in(mali: User) -> None:
    path = f"/th/account/notices/stop/{composing.stop_token(mali)}/"
    reader = Client(enforce_csrf_checks=True)
    assert reader.get(path).status_code == 200
    assert not Choice.objects.filter(user=mali).exists()
    assert reader.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Choice.objects.get(user=mali).pace == Pace.NEVER


def test_a_forged_stop_link_is_refused(mali: User) -> None:
    assert Client().post(f"/th/account/notices/stop/{mali.pk}:forged/").status_code == 404
    assert not Choice.objects.exists()


def test_nobody_opens_the_notice_of_another(mali: User, cast: Cast) -> None:
    say(users=[mali.pk])
    stranger = Client()
    assert stranger.login(email=cast.co_signer.user and cast.co_signer.user.email, password=PASSWORD)
    notice = Notice.objects.get(user=mali)
    assert stranger.get(f"/th/account/notices/{notice.pk}/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_a_process_is_followed_from_its_page(mali: User, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    found = following.About("คำร้องทดสอบ", "/th/petitions/abc/")
    monkeypatch.setattr(following, "_describers", [lambda _kind, public_id: found if public_id == "abc" else None])
    client.force_login(mali)
    address = "/th/account/notices/follow/petition/abc/"
    assert "คำร้องทดสอบ" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 302
    assert Follow.objects.filter(user=mali, about="petition/abc").exists()
    client.post(address, {"follow": "no"})
    assert not Follow.objects.exists()
    assert client.get("/th/account/notices/follow/petition/unknown/").status_code == 404


def test_strangers_are_led_to_sign_in(client: Client) -> None:
    for path in ("", "choose/", "1/", "follow/petition/abc/"):
        assert client.get(f"/th/account/notices/{path}").status_code == 302
