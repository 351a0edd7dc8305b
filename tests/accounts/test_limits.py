"""How often one person may act."""

from unittest import mock

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts import limits
from accounts.refusals import TooMany
from tests.factories.people import Cast


def send(client: Client, language: str = "en") -> tuple[int, str, str]:
    """Send an act to a petition that does not exist: counted like every other."""
    answer = client.post(f"/{language}/petitions/none/sign/")
    return answer.status_code, answer.headers.get("Retry-After", ""), answer.content.decode()


@pytest.fixture
def client_of_mali(cast: Cast, client: Client) -> Client:
    assert cast.petitioner.user is not None
    client.force_login(cast.petitioner.user, "accounts.backends.PasswordBackend")
    return client


@pytest.mark.parametrize("language", ["th", "en"])
def test_it_works(client_of_mali: Client, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setattr(limits, "ACTS", 3)
    assert [send(client_of_mali)[0] for _ in range(3)] == [404, 404, 404]
    status, wait, text = send(client_of_mali, language)
    assert status == 429
    assert 0 < int(wait) <= limits.HOUR
    assert ("Too much at once" if language == "en" else "ส่งข้อมูลถี่เกินไป") in text


def test_reading_is_never_counted(client_of_mali: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ACTS", 0)
    assert client_of_mali.get(reverse("petitions:mine")).status_code == 200


def test_one_person_does_not_use_up_another(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ACTS", 1)
    limits.spend(cast.petitioner.pk, "")
    limits.spend(cast.co_signer.pk, "")
    with pytest.raises(TooMany):
        limits.spend(cast.petitioner.pk, "")


def test_comments_have_a_narrower_limit_of_their_own(cast: Cast) -> None:
    for _ in range(limits.OF_VIEW["hearings:comment"]):
        limits.spend(cast.petitioner.pk, "hearings:comment")
    with pytest.raises(TooMany):
        limits.spend(cast.petitioner.pk, "hearings:comment")
    limits.spend(cast.petitioner.pk, "petitions:sign")


def test_a_dead_cache_stops_nobody(cast: Cast) -> None:
    with mock.patch.object(type(caches["limits"]), "add", side_effect=ConnectionError):
        for _ in range(limits.ACTS + 1):
            limits.spend(cast.petitioner.pk, "")


def test_counting_asks_the_database_nothing(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        limits.spend(cast.petitioner.pk, "petitions:sign")
