"""Signing in and verifying by OpenID Connect, and everything that must not pass."""

import json
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.cache import cache
from django.test import Client

from accounts import areas
from accounts.idp_dev import keys, people
from accounts.models import Assurance, Citizen, User
from tests.accounts.identity_provider import Walk, local, query

NOT_LET_IN = "Sign in with the identity app did not work"


@pytest.fixture(autouse=True)
def _fresh(db: None, settings: Any, tmp_path: Any) -> None:
    settings.DEV_IDP_KEYS = tmp_path / "keys.json"
    cache.clear()
    areas.load()


@pytest.fixture
def walk(client: Client) -> Walk:
    return Walk(client)


def nobody_came_in(walk: Walk) -> bool:
    return "_auth_user_id" not in walk.client.session and not Citizen.objects.exists()


def test_it_works(walk: Walk) -> None:
    answer = walk.whole(people.KRIT, "/th/petitions/abc/sign/")
    assert (answer.status_code, answer["Location"]) == (302, "/th/petitions/abc/sign/")
    citizen = Citizen.objects.select_related("user").get()
    assert citizen.user and citizen.user.email is None
    assert (citizen.full_name, citizen.area_id, citizen.birth_date) == (
        "กฤษณ์ ร่วมใจ",
        "400101",
        people.KRIT.birth_date,
    )
    assert (citizen.assurance, citizen.source) == (Assurance.DOCUMENT_SEEN, "oidc:dev")
    assert walk.client.session["_auth_user_id"] == str(citizen.user.pk)


def test_it_lets_the_same_person_in_again(walk: Walk) -> None:
    walk.whole(people.KRIT)
    again = Walk(Client())
    assert again.whole(people.KRIT).status_code == 302
    assert (User.objects.count(), Citizen.objects.count(), SocialAccount.objects.count()) == (1, 1, 1)


def test_it_lets_two_people_without_an_email_in(walk: Walk) -> None:
    walk.whole(people.KRIT)
    Walk(Client()).whole(people.NOK)
    assert User.objects.filter(email=None).count() == 2


def test_it_verifies_the_account_that_is_signed_in(walk: Walk) -> None:
    user = User.objects.create_user("mali@example.org", "x")
    walk.client.force_login(user, "accounts.backends.PasswordBackend")
    walk.whole(people.MALI)
    assert Citizen.objects.get().user == user
    assert User.objects.count() == 1


def test_it_keeps_nothing_of_the_claims_but_the_person_key(walk: Walk) -> None:
    walk.whole(people.KRIT)
    account = SocialAccount.objects.get()
    assert account.extra_data == {}
    assert account.uid == bytes(Citizen.objects.get().person_key).hex()
    assert not SocialToken.objects.exists()


def test_it_asks_with_a_nonce_state_and_pkce_and_nothing_from_the_query(walk: Walk) -> None:
    answer = walk.client.post("/th/account/identity/dev/?scope=admin&auth_params=nonce%3Dmine", {"next": "/th/"})
    asked = query(answer["Location"])
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) >= 40
    assert asked["nonce"] != "mine"
    assert "admin" not in asked["scope"]
    assert asked["redirect_uri"] == "http://localhost:8000/identity/dev/callback/"


def test_it_goes_on_to_no_other_site(walk: Walk) -> None:
    answer = walk.whole(people.KRIT, "https://evil.example/")
    assert answer["Location"] == "/th/account/"


type Change = Callable[[dict[str, Any]], dict[str, Any]]

WRONG_CLAIMS: dict[str, Change] = {
    "nonce": lambda claims: claims | {"nonce": "another"},
    "no nonce": lambda claims: {name: value for name, value in claims.items() if name != "nonce"},
    "audience": lambda claims: claims | {"aud": "another-site"},
    "one audience among others": lambda claims: claims | {"aud": ["siang", "another-site"]},
    "authorized party": lambda claims: claims | {"azp": "another-site"},
    "issuer": lambda claims: claims | {"iss": "https://evil.example"},
    "expired": lambda claims: claims | {"exp": int(time.time()) - 60},
    "no expiry": lambda claims: {name: value for name, value in claims.items() if name != "exp"},
    "from the future": lambda claims: claims | {"iat": int(time.time()) + 600},
    "made long ago": lambda claims: claims | {"iat": int(time.time()) - 3600},
    "another access token": lambda claims: claims | {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("wrong", WRONG_CLAIMS)
def test_it_refuses_a_token_with_a_wrong(wrong: str, walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = keys.sign
    monkeypatch.setattr(keys, "sign", lambda claims: honest(WRONG_CLAIMS[wrong](claims)))
    answer = walk.whole(people.KRIT)
    assert answer.status_code == 401
    assert nobody_came_in(walk)


def unsigned(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, "", algorithm="none", headers={"kid": keys.signing()[0]})


def by_another_key(claims: dict[str, Any]) -> str:
    other = ec.generate_private_key(ec.SECP256R1())
    return jwt.encode(claims, other, algorithm="ES256", headers={"kid": keys.signing()[0]})


def by_an_unknown_key(claims: dict[str, Any]) -> str:
    other = ec.generate_private_key(ec.SECP256R1())
    return jwt.encode(claims, other, algorithm="ES256", headers={"kid": "nobody-knows-me"})


def by_the_client_secret(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, "x" * 64, algorithm="HS256", headers={"kid": keys.signing()[0]})


def altered(claims: dict[str, Any]) -> str:
    head, _body, signature = keys.sign_honestly(claims).split(".")  # type: ignore[attr-defined]
    body = jwt.utils.base64url_encode(json.dumps(claims | {"pid": people.MALI.number}).encode()).decode()
    return f"{head}.{body}.{signature}"


def without_kid(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, keys.signing()[1], algorithm="ES256")


def nonsense(_claims: dict[str, Any]) -> str:
    return "not.a.token"


@pytest.mark.parametrize(
    "sign", [unsigned, by_another_key, by_an_unknown_key, by_the_client_secret, altered, without_kid, nonsense]
)
def test_it_refuses_a_token_signed(
    sign: Callable[[dict[str, Any]], str], walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "sign_honestly", keys.sign, raising=False)
    monkeypatch.setattr(keys, "sign", sign)
    assert walk.whole(people.KRIT).status_code == 401
    assert nobody_came_in(walk)


def test_it_follows_a_change_of_keys(walk: Walk) -> None:
    walk.whole(people.KRIT)
    keys.rotate()
    Walk(Client()).whole(people.NOK)
    assert Citizen.objects.count() == 2


def test_it_refuses_a_state_used_before(walk: Walk) -> None:
    callback = walk.at_provider(walk.to_provider(), people.KRIT)
    walk.back(callback)
    walk.client.logout()
    assert walk.back(callback).status_code == 401
    assert "_auth_user_id" not in walk.client.session


def test_it_refuses_a_code_used_before(walk: Walk) -> None:
    first = query(walk.at_provider(walk.to_provider(), people.KRIT))
    walk.back(f"/identity/dev/callback/?code={first['code']}&state={first['state']}")
    other = Walk(Client())
    state = query(other.to_provider())["state"]
    assert other.back(f"/identity/dev/callback/?code={first['code']}&state={state}").status_code == 401
    assert "_auth_user_id" not in other.client.session


def test_it_refuses_a_code_stolen_from_another_browser(walk: Walk) -> None:
    stolen = query(walk.at_provider(walk.to_provider(), people.KRIT))["code"]
    thief = Walk(Client())
    state = query(thief.to_provider())["state"]
    assert thief.back(f"/identity/dev/callback/?code={stolen}&state={state}").status_code == 401
    assert nobody_came_in(thief)


def test_it_refuses_a_callback_that_nobody_began(walk: Walk) -> None:
    assert walk.back("/identity/dev/callback/?code=abc&state=def").status_code == 401


def test_it_refuses_an_answer_that_comes_back_to_another_account(walk: Walk) -> None:
    callback = walk.at_provider(walk.to_provider(), people.KRIT)
    other = User.objects.create_user("other@example.org", "x")
    states = walk.client.session["socialaccount_states"]
    walk.client.force_login(other, "accounts.backends.PasswordBackend")
    kept = walk.client.session
    kept["socialaccount_states"] = states
    kept.save()
    assert walk.back(callback).status_code == 409
    assert not Citizen.objects.exists()


def test_it_returns_from_a_cancelled_sign_in(walk: Walk) -> None:
    page = walk.to_provider()
    answer = walk.client.post(page, {"cancel": "1"})
    answer = walk.client.get(local(answer["Location"]), follow=True)
    assert answer.status_code == 200


def test_it_says_nothing_of_a_person_in_the_logs(
    walk: Walk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level("DEBUG")
    walk.whole(people.KRIT)
    monkeypatch.setattr(keys, "sign", by_another_key)
    Walk(Client()).whole(people.MALI)
    for secret in (people.KRIT.number, people.MALI.number, people.KRIT.family_name):
        assert secret not in caplog.text


def test_an_unknown_provider_is_not_found(client: Client) -> None:
    assert client.post("/th/account/identity/nobody/").status_code == 404
    assert client.get("/identity/nobody/callback/?code=a&state=b", follow=True).status_code == 404
