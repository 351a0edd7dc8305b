"""Codes and tokens of the development provider: short-lived, used once, kept in this process's cache."""

import base64
import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache

from accounts.idp_dev import keys
from accounts.idp_dev.people import Person

CODE_SECONDS = 60
TOKEN_SECONDS = 300


@dataclass(frozen=True)
class Grant:
    """What a person allowed at the authorize page."""

    person: Person
    redirect_uri: str
    nonce: str
    challenge: str
    scopes: frozenset[str]


def issue(grant: Grant) -> str:
    """A one-time code for `grant`."""
    code = secrets.token_urlsafe(32)
    cache.set(f"idp-code:{code}", grant, CODE_SECONDS)
    return code


def redeem(code: str, *, redirect_uri: str, verifier: str) -> Grant | None:
    """The grant behind `code`, once: exact redirect address, PKCE S256 where it was begun with. None otherwise."""
    name = f"idp-code:{code}"
    grant: Grant | None = cache.get(name)
    if grant is None or not cache.delete(name):
        return None
    if grant.redirect_uri != redirect_uri:
        return None
    if grant.challenge and not hmac.compare_digest(_challenge(verifier), grant.challenge):
        return None
    return grant


def answer(grant: Grant) -> dict[str, Any]:
    """The token endpoint's answer (OpenID Connect Core 3.1.3.3)."""
    access_token = secrets.token_urlsafe(32)
    cache.set(f"idp-token:{access_token}", grant, TOKEN_SECONDS)
    return {
        "access_token": access_token,
        "token_type": "Bearer",
        "expires_in": TOKEN_SECONDS,
        "id_token": keys.sign(id_claims(grant, access_token)),
    }


def granted(access_token: str) -> Grant | None:
    """The grant behind an access token that is still good."""
    found: Grant | None = cache.get(f"idp-token:{access_token}")
    return found


def id_claims(grant: Grant, access_token: str) -> dict[str, Any]:
    """The claims of the ID token."""
    now = int(time.time())
    half = hashlib.sha256(access_token.encode()).digest()[:16]
    return about(grant) | {
        "iss": settings.DEV_IDP_ISSUER,
        "aud": settings.DEV_IDP_CLIENT["client_id"],
        "iat": now,
        "exp": now + TOKEN_SECONDS,
        "nonce": grant.nonce,
        "at_hash": base64.urlsafe_b64encode(half).rstrip(b"=").decode(),
    }


def about(grant: Grant) -> dict[str, Any]:
    """What the scopes allow to be said about the person."""
    person = grant.person
    address = {"country": "TH", "subdistrict_code": person.area, "formatted": f"subdistrict {person.area}"}
    everything = {
        "pid": person.number,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "birthdate": person.birth_date.isoformat(),
        "address": address,
        "ial": person.ial,
    }
    subject = hmac.digest(settings.SECRET_KEY.encode(), person.number.encode(), hashlib.sha256).hex()[:32]
    return {"sub": subject} | {name: value for name, value in everything.items() if name in grant.scopes and value}


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode("ascii", "replace")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
