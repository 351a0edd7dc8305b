"""Leaving: what goes, what stays and why, and what goes later by itself."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from accounts import erasing, retention
from accounts.models import AccessLog, Citizen, Session, User
from tests.factories.people import Cast

URL = "/en/account/privacy/erase/"
WORDS = {"words": "Erase my data"}


@pytest.fixture
def mali(client: Client, cast: Cast) -> Citizen:
    assert cast.petitioner.user
    client.force_login(cast.petitioner.user, "accounts.backends.PasswordBackend")
    return cast.petitioner


@pytest.fixture
def needed(monkeypatch: pytest.MonkeyPatch) -> list[erasing.Keep]:
    reasons = [erasing.Keep("a petition", "the law asks")]
    monkeypatch.setattr(erasing, "_providers", [lambda _citizen: reasons])
    return reasons


def test_it_works(client: Client, mali: Citizen) -> None:
    EmailAddress.objects.create(user=mali.user, email="mali@example.org")
    assert client.post(URL, WORDS).status_code == 200
    assert not User.objects.filter(email="mali@example.org").exists()
    assert not EmailAddress.objects.filter(email="mali@example.org").exists()
    left = Citizen.objects.get(pk=mali.pk)
    assert (left.user, left.given_name, left.family_name, left.birth_date) == (None, "", "", erasing.NO_DAY)
    assert bytes(left.person_key) == bytes(mali.person_key)
    assert "left" in left.full_name
    assert client.get("/en/account/").status_code == 302


def test_other_words_erase_nothing(client: Client, mali: Citizen) -> None:
    for words in ("", "yes", "erase"):
        assert client.post(URL, {"words": words}).status_code == 422
    assert Citizen.objects.get(pk=mali.pk).user == mali.user


def test_a_name_that_is_needed_stays_and_goes_by_itself(
    client: Client, mali: Citizen, needed: list[erasing.Keep]
) -> None:
    assert "the law asks" in client.get(URL).content.decode()
    client.post(URL, WORDS)
    waiting = Citizen.objects.get(pk=mali.pk)
    assert (waiting.full_name, waiting.user, waiting.source) == (mali.full_name, None, erasing.LEAVING)
    assert retention.run()["names"] == 0
    needed.clear()
    assert retention.run()["names"] == 1
    assert Citizen.objects.get(pk=mali.pk).given_name == ""


def test_the_key_is_destroyed_after_a_year(client: Client, mali: Citizen) -> None:
    client.post(URL, WORDS)
    assert retention.run()["keys"] == 0
    Citizen.objects.filter(pk=mali.pk).update(verified_at=timezone.now() - erasing.KEY_STAYS - timedelta(days=1))
    assert retention.run()["keys"] == 1
    assert bytes(Citizen.objects.get(pk=mali.pk).person_key) != bytes(mali.person_key)
    assert retention.run()["keys"] == 0


def test_staff_end_their_role_first(client: Client, cast: Cast) -> None:
    client.force_login(cast.head, "accounts.backends.PasswordBackend")
    assert client.post(URL, WORDS).status_code == 403
    assert User.objects.filter(pk=cast.head.pk).exists()


def test_what_is_over_is_removed_and_what_is_not_stays(cast: Cast) -> None:
    for days in (1, 800):
        AccessLog.objects.create(
            citizen=cast.stranger, agency=cast.agency, why="searched", at=timezone.now() - timedelta(days=days)
        )
        Session.objects.create(
            session_key=f"k{days}", session_data="x", expire_date=timezone.now() + timedelta(400 - days)
        )
    done = retention.run()
    assert (done["looks"], done["sessions"]) == (1, 1)
    assert AccessLog.objects.count() == Session.objects.count() == 1


def test_the_privacy_page_says_how_long_everything_stays(client: Client, mali: Citizen) -> None:
    page = client.get("/en/account/privacy/").content.decode()
    assert all(str(rule.what) in page.replace("&#x27;", "'") for rule in retention.RULES)
    assert URL in page
