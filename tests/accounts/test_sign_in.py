"""The doors: loose for an address, tight for an account; nothing told to strangers; codes good once."""

import time
from typing import Any

import pytest
from allauth.account.app_settings import RATE_LIMITS
from allauth.account.models import EmailAddress
from allauth.core.internal.ratelimit import parse_rates
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache, caches
from django.test import Client

from accounts import limits
from accounts.models import User
from tests.factories.people import PASSWORD, Cast

LOGIN, CODE = "/en/account/login/", "/en/account/login/code/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _fresh() -> Any:
    for name in ("default", "limits"):
        caches[name].clear()
    yield
    for name in ("default", "limits"):
        caches[name].clear()


def enter(email: str, password: str = PASSWORD, client: Client | None = None) -> Any:
    return (client or Client()).post(LOGIN, {"login": email, "password": password})


@pytest.fixture
def mali(cast: Cast) -> User:
    user = cast.petitioner.user
    assert user is not None
    EmailAddress.objects.create(user=user, email="mali@example.org", verified=True, primary=True)
    return user


def test_it_works(mali: User) -> None:
    """A village behind one address of a mobile carrier: half of them mistype, and everybody who knows theirs enters."""
    for serial in range(12):
        enter(f"neighbour{serial}@example.org", "mistyped once again")
    assert enter("mali@example.org").status_code == 302


def test_no_limit_of_an_address_is_narrower_than_a_hundred_a_minute(db: None) -> None:
    used = [rates for action, rates in RATE_LIMITS.items() if "phone" not in action]
    limits = [rate for rates in used for rate in parse_rates(rates) if rate.per == "ip"]
    assert limits
    assert all(rate.amount / rate.duration * 60 >= 100 for rate in limits)


def test_an_account_is_guessed_at_five_times_and_its_neighbours_notice_nothing(mali: User, cast: Cast) -> None:
    EmailAddress.objects.create(user=cast.co_signer.user, email="krit@example.org", verified=True, primary=True)
    for _guess in range(5):
        enter("mali@example.org", "guess")
    assert "Too many failed login attempts" in enter("mali@example.org").content.decode()
    assert enter("krit@example.org").status_code == 302
    assert Client().post(CODE, {"email": "mali@example.org"}).status_code == 302  # the owner still gets in by code


def test_an_account_is_not_guessed_at_all_day_either(db: None) -> None:
    of_account = [rate for rate in parse_rates(RATE_LIMITS["login_failed"]) if rate.per == "key"]
    assert min(rate.amount / rate.duration for rate in of_account) * 86_400 <= 50
    assert all(
        "h/key" in RATE_LIMITS[mail] or "d/key" in RATE_LIMITS[mail]
        for mail in ("reset_password", "request_login_code")
    )


def test_a_device_tries_many_accounts_and_is_stopped_but_not_one_on_which_people_come_in(
    mali: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "AT_THE_DOOR", 3)
    thief = Client()
    thief.get(LOGIN)  # the cookie of form tokens
    said = [enter(f"n{serial}@example.org", "guess", thief) for serial in range(4)]
    assert [answer.status_code for answer in said] == [200, 200, 200, 429]
    assert int(said[3].headers["Retry-After"]) > 0
    tablet = Client()
    for _person in range(3):
        tablet.get(LOGIN)
        enter("mali@example.org", "mistyped", tablet)
        assert enter("mali@example.org", client=tablet).status_code == 302
        tablet.post("/en/account/logout/")


def test_too_many_from_one_address_get_a_page_in_their_language(settings: Any, db: None) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    said = [
        Client().post("/th/account/login/", {"login": f"n{serial}@example.org", "password": "x"}) for serial in range(2)
    ]
    assert [answer.status_code for answer in said] == [200, 429]
    assert '<html lang="th"' in said[1].content.decode()


def test_a_wrong_password_and_an_unknown_address_look_the_same(mali: User) -> None:
    said = []
    for email in ("mali@example.org", "unknown@example.org"):
        answer = enter(email, "wrong")
        said.append((answer.status_code, answer.context["form"].errors.as_text()))
    assert said[0] == said[1]


def test_a_code_asked_for_an_unknown_address_is_refused_like_a_wrong_code(mali: User) -> None:
    said = []
    for email in ("mali@example.org", "unknown@example.org"):
        client = Client()
        page = client.post(CODE, {"email": email}, follow=True)
        answer = client.post(page.request["PATH_INFO"], {"code": "WRONG-CODE"})
        said.append((answer.status_code, answer.context["form"].errors.as_text()))
    assert said[0] == said[1]


def test_a_code_of_the_app_is_asked_and_good_once(mali: User) -> None:
    TOTP.activate(mali, SECRET)
    code = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
    for wanted in (True, False):
        client = Client()
        answer = enter("mali@example.org", client=client)
        assert "/2fa/authenticate/" in answer["Location"]
        assert "_auth_user_id" not in client.session
        client.post(answer["Location"], {"code": code})
        assert ("_auth_user_id" in client.session) is wanted


def test_a_passkey_is_asked_with_a_fresh_challenge_each_time(mali: User) -> None:
    Authenticator.objects.create(user=mali, type=Authenticator.Type.WEBAUTHN, data={"credential": {}})
    ask = {"X-Requested-With": "XMLHttpRequest"}
    asked = [Client().get("/en/account/2fa/webauthn/login/", headers=ask).json()["request_options"] for _ in range(2)]
    assert asked[0]["publicKey"]["challenge"] != asked[1]["publicKey"]["challenge"]
    assert not asked[0]["publicKey"].get("allowCredentials")  # names nobody's keys to a stranger


def test_what_is_counted_is_shared_by_processes(settings: Any) -> None:
    cache.set("allauth:rl:x", [1.0], 60)
    assert caches["limits"].get("allauth:rl:x") == [1.0]
    cache.set("another", 1)
    assert caches["limits"].get("another") is None


def test_a_dead_cache_of_limits_locks_nobody_out(mali: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def dead(*_args: object, **_options: object) -> None:
        raise ConnectionError

    for verb in ("add", "get", "set", "delete"):
        monkeypatch.setattr(caches["limits"], verb, dead)
    assert enter("mali@example.org").status_code == 302
