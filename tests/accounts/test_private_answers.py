"""No cache keeps what was made for one person."""

import pytest
from django.test import Client

from tests.factories.people import Cast

DESK = "/th/petitions/desk/"


@pytest.mark.parametrize("who", ["officer", "head", "moderator", "counter"])
def test_it_works(cast: Cast, client: Client, who: str) -> None:
    client.force_login(getattr(cast, who), "accounts.backends.PasswordBackend")
    kept = client.get(DESK).headers["Cache-Control"]
    assert "private" in kept
    assert "no-store" in kept


def test_the_way_to_the_sign_in_page_is_not_kept_either(db: None, client: Client) -> None:
    answer = client.get(DESK)
    assert answer.status_code == 302
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/th/petitions/", "/th/hearings/", "/th/rounds/", "/th/budgets/", "/th/laws/"])
def test_public_pages_stay_the_same_for_everybody(cast: Cast, client: Client, path: str) -> None:
    client.force_login(cast.officer, "accounts.backends.PasswordBackend")
    answer = client.get(path)
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "no-store" not in answer.headers.get("Cache-Control", "")
    assert not answer.cookies
