"""Where STAFF_TWO_STEP is set, staff without a second step can do no work; everybody else notices nothing."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.factories.people import Cast

ROOMS = ["/en/petitions/desk/", "/en/account/counter/", "/en/account/counter/overview/"]


def enter(client: Client, user: Any) -> None:
    client.force_login(user, "accounts.backends.PasswordBackend")


@pytest.fixture(autouse=True)
def _demanded(settings: Any) -> None:
    settings.STAFF_TWO_STEP = True


@pytest.mark.parametrize("role", ["officer", "head", "counter", "moderator"])
def test_without_it_no_room_opens(role: str, client: Client, cast: Cast) -> None:
    enter(client, getattr(cast, role))
    for room in ROOMS:
        answer = client.get(room)
        assert answer.status_code == 403, room
        assert "Two-step sign-in is missing" in answer.content.decode()
        assert "/en/account/2fa/" in answer.content.decode()


def test_with_it_the_room_opens(client: Client, cast: Cast) -> None:
    Authenticator.objects.create(user=cast.counter, type=Authenticator.Type.TOTP, data={"secret": "x"})
    enter(client, cast.counter)
    assert client.get("/en/account/counter/").status_code == 200


def test_a_sent_form_is_refused_as_well(client: Client, cast: Cast) -> None:
    enter(client, cast.counter)
    assert client.post("/en/account/counter/", {"agency": cast.agency.pk, "number": "1"}).status_code == 403


@pytest.mark.parametrize("page", ["/en/account/", "/en/account/2fa/", "/en/account/privacy/", "/en/account/me.json"])
def test_ones_own_account_stays_open(page: str, client: Client, cast: Cast) -> None:
    enter(client, cast.head)
    assert client.get(page).status_code in {200, 302}


@pytest.mark.parametrize("page", ["/en/petitions/", "/en/", "/en/record/"])
def test_public_pages_ask_nobody(page: str, client: Client, cast: Cast) -> None:
    enter(client, cast.head)
    answer = client.get(page)
    assert answer.status_code == 200
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_citizens_notice_nothing(client: Client, cast: Cast) -> None:
    enter(client, cast.petitioner.user)
    assert client.get("/en/petitions/mine/").status_code == 200


def test_a_role_without_staff_rights_counts_for_nothing(client: Client, cast: Cast) -> None:
    cast.counter.is_staff = False
    cast.counter.save()
    from accounts.access import has_role
    from accounts.models import Role

    assert not has_role(cast.counter, cast.agency, Role.COUNTER)


def test_it_is_not_demanded_where_the_setting_is_off(client: Client, cast: Cast, settings: Any) -> None:
    settings.STAFF_TWO_STEP = False
    enter(client, cast.counter)
    assert client.get("/en/account/counter/").status_code == 200
