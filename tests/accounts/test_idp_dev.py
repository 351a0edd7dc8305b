"""The development provider speaks OpenID Connect, also to strangers who speak it badly."""

import base64
import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

import jwt
import pytest
from django.core.cache import cache
from django.test import Client

from accounts.idp_dev import keys, people
from tests.accounts.identity_provider import query

VERIFIER = "v" * 64
CHALLENGE = jwt.utils.base64url_encode(__import__("hashlib").sha256(VERIFIER.encode()).digest()).decode()


@pytest.fixture(autouse=True)
def _fresh(db: None, settings: Any, tmp_path: Any) -> None:
    settings.DEV_IDP_KEYS = tmp_path / "keys.json"
    cache.clear()


@pytest.fixture
def asked(settings: Any) -> dict[str, str]:
    return {
        "client_id": "siang",
        "redirect_uri": settings.DEV_IDP_CLIENT["redirect_uris"][0],
        "response_type": "code",
        "scope": "openid pid given_name",
        "state": "s",
        "nonce": "n",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    }


def allow(client: Client, asked: dict[str, str]) -> str:
    page = f"/dev-idp/authorize?{urllib.parse.urlencode(asked)}"
    return query(client.post(page, {"person": people.KRIT.number})["Location"])["code"]


def redeem(client: Client, settings: Any, code: str, **changes: str) -> Any:
    body = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": settings.DEV_IDP_CLIENT["redirect_uris"][0],
        "code_verifier": VERIFIER,
        "client_id": "siang",
        "client_secret": settings.DEV_IDP_CLIENT["secret"],
    }
    return client.post("/dev-idp/token", body | changes)


def test_it_works(client: Client, settings: Any, asked: dict[str, str]) -> None:
    answer = redeem(client, settings, allow(client, asked)).json()
    jwks = client.get("/dev-idp/jwks").json()
    key = jwt.PyJWKSet.from_dict(jwks)[jwt.get_unverified_header(answer["id_token"])["kid"]]
    claims = jwt.decode(answer["id_token"], key, algorithms=["ES256"], audience="siang", issuer=settings.DEV_IDP_ISSUER)
    assert claims["nonce"] == "n"
    assert claims["pid"] == people.KRIT.number
    assert "birthdate" not in claims  # not in the scopes
    info = client.get("/dev-idp/userinfo", headers={"Authorization": f"Bearer {answer['access_token']}"}).json()
    assert info["sub"] == claims["sub"]


def test_discovery_names_every_endpoint(client: Client, settings: Any) -> None:
    found = client.get("/dev-idp/.well-known/openid-configuration").json()
    assert found["issuer"] == settings.DEV_IDP_ISSUER
    assert found["id_token_signing_alg_values_supported"] == ["ES256"]


def test_a_code_is_good_once(client: Client, settings: Any, asked: dict[str, str]) -> None:
    code = allow(client, asked)
    assert redeem(client, settings, code).status_code == 200
    assert redeem(client, settings, code).json() == {"error": "invalid_grant"}


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_verifier": "w" * 64}, "invalid_grant"),
        ({"code_verifier": ""}, "invalid_grant"),
        ({"redirect_uri": "http://localhost:8000/identity/dev/callback"}, "invalid_grant"),
        ({"code": "made-up"}, "invalid_grant"),
        ({"client_secret": "guess"}, "invalid_client"),
        ({"client_id": "another"}, "invalid_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
def test_it_refuses_a_code_with(
    changes: dict[str, str], error: str, client: Client, settings: Any, asked: dict[str, str]
) -> None:
    changes = dict(changes)
    code = changes.pop("code", "") or allow(client, asked)
    assert redeem(client, settings, code, **changes).json() == {"error": error}


@pytest.mark.parametrize("changes", [{"client_id": "x"}, {"redirect_uri": "https://evil.example/"}])
def test_it_never_redirects_to_an_unknown_place(changes: dict[str, str], client: Client, asked: dict[str, str]) -> None:
    answer = client.get("/dev-idp/authorize", asked | changes)
    assert answer.status_code == 400
    assert "Location" not in answer


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "pid"}, "invalid_scope"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
    ],
)
def test_it_tells_the_client_what_it_asked_wrongly(
    changes: dict[str, str], error: str, client: Client, asked: dict[str, str]
) -> None:
    answer = client.get("/dev-idp/authorize", asked | changes)
    assert query(answer["Location"]) == {"error": error, "state": "s"}


def test_the_old_key_is_published_until_the_next_change(client: Client) -> None:
    first = keys.signing()[0]
    second = keys.rotate()
    assert [key["kid"] for key in client.get("/dev-idp/jwks").json()["keys"]] == [first, second]
    assert all("d" not in key for key in client.get("/dev-idp/jwks").json()["keys"])


def test_a_person_can_be_made_up(client: Client, asked: dict[str, str], settings: Any) -> None:
    from tests.factories.people import area, thai_number

    area("500101")
    page = f"/dev-idp/authorize?{urllib.parse.urlencode(asked)}"
    wrong = client.post(page, {"person": "other", "number": "123"}).content.decode()
    assert "error-summary" in wrong
    made = {"number": thai_number(99), "given_name": "ก", "family_name": "ข", "birth_date": "1990-01-01"}
    answer = client.post(page, {"person": "other", "area": "500101"} | made)
    token = redeem(client, settings, query(answer["Location"])["code"]).json()["id_token"]
    assert jwt.decode(token, options={"verify_signature": False})["given_name"] == "ก"


def test_it_answers_over_a_real_network(live_server: Any, settings: Any) -> None:
    with urllib.request.urlopen(f"{live_server.url}/dev-idp/jwks") as answer:
        assert json.load(answer)["keys"][0]["alg"] == "ES256"
    wrong = base64.b64encode(b"siang:wrong").decode()
    request = urllib.request.Request(
        f"{live_server.url}/dev-idp/token", b"grant_type=authorization_code", {"Authorization": f"Basic {wrong}"}
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.code == 401
