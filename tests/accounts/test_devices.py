"""Signed-in devices: listed in words, ended one by one or all others at once."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from accounts import devices, retention
from accounts.models import Session, User
from tests.factories.people import PASSWORD, Cast

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"
PAGE = "/en/account/sessions/"


def signed_in(user: User | None, agent: str) -> Client:
    assert user is not None
    assert user.email
    EmailAddress.objects.get_or_create(user=user, email=user.email, verified=True, primary=True)
    client = Client(headers={"User-Agent": agent})
    client.post("/en/account/login/", {"login": user.email, "password": PASSWORD})
    return client


def test_it_works(cast: Cast) -> None:
    phone, desk = (signed_in(cast.petitioner.user, agent) for agent in (PHONE, DESK))
    page = desk.get(PAGE).content.decode()
    assert "Chrome, Android" in page
    assert "Firefox, Windows" in page
    other = UserSession.objects.get(user_agent=PHONE)
    assert desk.post(f"/en/account/devices/{other.pk}/end/").status_code == 302
    assert phone.get("/en/account/").status_code == 302
    assert desk.get("/en/account/").status_code == 200
    assert "Chrome, Android" not in desk.get(PAGE).content.decode()


def test_all_others_are_ended_at_once(cast: Cast) -> None:
    phone, desk, third = (signed_in(cast.petitioner.user, agent) for agent in (PHONE, DESK, ""))
    desk.post(PAGE)
    assert [client.get("/en/account/").status_code for client in (phone, desk, third)] == [302, 200, 302]


def test_nobody_ends_a_device_of_somebody_else(cast: Cast) -> None:
    mali, krit = signed_in(cast.petitioner.user, PHONE), signed_in(cast.co_signer.user, DESK)
    hers = UserSession.objects.get(user=cast.petitioner.user)
    assert krit.post(f"/en/account/devices/{hers.pk}/end/").status_code == 404
    assert mali.get("/en/account/").status_code == 200
    assert krit.get(f"/en/account/devices/{hers.pk}/end/").status_code == 405


def test_the_row_of_a_device_goes_with_its_session(cast: Cast) -> None:
    signed_in(cast.petitioner.user, PHONE)
    retention.run()
    assert UserSession.objects.exists()
    long_ago = timezone.now() - timedelta(days=1)
    Session.objects.update(expire_date=long_ago)
    UserSession.objects.update(created_at=long_ago)
    retention.run()
    assert not UserSession.objects.exists()


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1 Line/14.0", "LINE, iPhone"),
        ("curl/8", "unknown device"),
        ("", "unknown device"),
    ],
)
def test_a_device_has_a_name(agent: str, said: str, db: None) -> None:
    assert devices.name(agent) == said
