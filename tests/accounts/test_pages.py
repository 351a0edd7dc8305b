"""The account's own pages, and what allauth serves: whole, private, in both languages."""

import json
import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts import acts
from accounts.models import AccessLog, Citizen, User
from tests.factories.people import PASSWORD, Cast

STRANGERS = ["account_login", "account_signup", "account_reset_password", "account_request_login_code"]
OWN = [
    "accounts:home",
    "accounts:verify",
    "accounts:privacy",
    "account_email",
    "account_change_password",
    "account_logout",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "usersessions_list",
    "socialaccount_connections",
]


def address(name: str, language: str = "th") -> str:
    with translation.override(language):
        return reverse(name)


def enter(client: Client, user: User | None) -> None:
    assert user is not None
    assert user.email
    EmailAddress.objects.get_or_create(user=user, email=user.email, verified=True, primary=True)
    answer = client.post(address("account_login"), {"login": user.email, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", STRANGERS)
def test_strangers_reach(name: str, language: str, client: Client, db: None) -> None:
    answer = client.get(address(name, language))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in page
    assert "site-head" in page
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", OWN)
def test_people_reach(name: str, language: str, client: Client, cast: Cast) -> None:
    enter(client, cast.petitioner.user)
    answer = client.get(address(name, language), follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in page
    assert "site-head" in page
    assert "no-store" in answer["Cache-Control"]
    assert "style=" not in page
    assert "onclick" not in page


@pytest.mark.parametrize("name", [name for name in OWN if name != "account_logout"])
def test_strangers_are_sent_to_the_sign_in_page_from(name: str, client: Client, db: None) -> None:
    answer = client.get(address(name))
    assert answer.status_code == 302
    assert address("account_login") in answer["Location"]


def test_home_says_who_i_am_and_what_i_did(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts, "_providers", [])
    acts.register(lambda person: [acts.Act(f"signed by {person.given_name}", "/th/x/", person.verified_at)])
    enter(client, cast.petitioner.user)
    page = client.get("/en/account/").content.decode()
    assert "มะลิ ตั้งใจ" in page
    assert "signed by มะลิ" in page
    assert "checked against a register or an identity provider" in page


def test_home_leads_an_unverified_person_to_verifying(client: Client, db: None) -> None:
    user = User.objects.create_user("new@example.org", PASSWORD)
    enter(client, user)
    assert address("accounts:verify") in client.get("/th/account/").content.decode()
    page = client.get("/en/account/verify/?next=/th/petitions/x/sign/").content.decode()
    assert 'name="next" value="/th/petitions/x/sign/"' in page
    assert 'value="https://evil' not in client.get("/en/account/verify/?next=https://evil.example/").content.decode()


def test_home_shows_an_officer_their_rooms(client: Client, cast: Cast) -> None:
    enter(client, cast.counter)
    page = client.get("/en/account/").content.decode()
    assert "Test Office: counter officer" in page
    assert address("accounts:counter", "en") in page


def test_me_names_nobody_to_strangers_and_sets_no_cookie(client: Client, db: None) -> None:
    answer = client.get("/th/account/me.json")
    assert (answer.json(), answer.cookies) == ({}, {})
    assert "no-store" in answer["Cache-Control"]


def test_me_is_tiny(client: Client, cast: Cast) -> None:
    enter(client, cast.petitioner.user)
    me = client.get("/en/account/me.json").json()
    assert me == {"label": "มะลิ", "url": "/en/account/", "verified": True, "staff": False}


def test_privacy_shows_what_is_held_and_who_looked(client: Client, cast: Cast) -> None:
    AccessLog.objects.create(
        citizen=cast.petitioner, officer=cast.counter, agency=cast.agency, why=AccessLog.Why.SEARCHED
    )
    enter(client, cast.petitioner.user)
    page = client.get("/en/account/privacy/").content.decode()
    for expected in ("mali@example.org", "มะลิ ตั้งใจ", "looked up by number at a counter", "Test Office"):
        assert expected in page
    document = json.loads(client.get("/en/account/privacy/my-data.json").content)
    assert {row["key"] for row in document["held"]} >= {"email", "name", "birth_date", "area", "assurance"}
    assert len(document["looks"]) == 1


def test_signing_up_and_resetting_tell_no_stranger_who_has_an_account(client: Client, cast: Cast) -> None:
    EmailAddress.objects.create(user=cast.petitioner.user, email="mali@example.org", verified=True, primary=True)
    said = []
    for email in ("mali@example.org", "unknown@example.org"):
        fields = {"email": email, "password1": "grass on the roof 77", "password2": "grass on the roof 77"}
        sign_up = Client().post(address("account_signup"), fields)
        reset = Client().post(address("account_reset_password"), {"email": email})
        code = Client().post(address("account_request_login_code"), {"email": email})
        said.append([(answer.status_code, answer.headers.get("Location")) for answer in (sign_up, reset, code)])
    assert said[0] == said[1]


def test_it_signs_in_by_a_code_from_the_mail(client: Client, cast: Cast) -> None:
    EmailAddress.objects.create(user=cast.petitioner.user, email="mali@example.org", verified=True, primary=True)
    answer = client.post("/en/account/login/code/", {"email": "mali@example.org"}, follow=True)
    found = re.search(r"^[A-Z0-9]{3,}(-[A-Z0-9]{3,})?$", str(mail.outbox[0].body), re.MULTILINE)
    assert found
    answer = client.post(answer.request["PATH_INFO"], {"code": found[0]})
    assert answer.status_code == 302
    assert "_auth_user_id" in client.session


def test_an_account_without_an_email_is_kept_as_null(db: None) -> None:
    first, second = User(name="a"), User(name="b", email="")
    for user in (first, second):
        user.set_unusable_password()
        user.save()
    assert User.objects.filter(email=None).count() == 2
    assert Citizen.objects.count() == 0


def test_an_account_without_an_email_can_add_one(client: Client, db: None) -> None:
    user = User(name="from the identity app")
    user.set_unusable_password()
    user.save()
    client.force_login(user, "accounts.backends.PasswordBackend")
    answer = client.post("/en/account/email/", {"action_add": "", "email": "new@example.org"}, follow=True)
    found = re.search(r"^[A-Z0-9]{3,}(-[A-Z0-9]{3,})?$", str(mail.outbox[0].body), re.MULTILINE)
    assert found
    client.post(answer.request["PATH_INFO"], {"code": found[0]})
    user.refresh_from_db()
    assert user.email == "new@example.org"


def test_the_editors_rooms_have_no_sign_in_of_their_own(client: Client, db: None) -> None:
    answer = client.post("/admin/login/?next=/admin/", {"username": "head@example.org", "password": PASSWORD})
    assert answer.status_code == 302
    assert answer["Location"] == "/th/account/login/?next=/admin/"


def test_staff_need_a_second_step_where_it_is_demanded(client: Client, cast: Cast, settings: Any) -> None:
    settings.STAFF_TWO_STEP = True
    cast.head.is_superuser = True
    cast.head.save()
    enter(client, cast.head)
    answer = client.get("/admin/")
    assert (answer.status_code, answer["Location"]) == (302, address("mfa_index"))
    Authenticator.objects.create(user=cast.head, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert client.get("/admin/").status_code == 200


def test_guessing_a_password_is_slowed_down(client: Client, cast: Cast) -> None:
    cache.clear()
    for _guess in range(11):
        answer = client.post("/en/account/login/", {"login": "mali@example.org", "password": "guess"})
    assert "Too many failed login attempts" in answer.content.decode() or answer.status_code == 429
    cache.clear()
