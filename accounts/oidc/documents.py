"""The provider's public documents: its description and its keys, fetched seldom and checked."""

from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from django.core.cache import cache

from accounts.oidc.tokens import BadToken

KEPT = 600  # seconds
ASK_AGAIN = 30  # seconds between two looks for an unknown key: strangers cannot make us ask at will
_TYPES = {"ES256": "EC", "RS256": "RSA"}


def configuration(issuer: str) -> dict[str, Any]:
    """The discovery document of `issuer`. Raises BadToken when it speaks for somebody else."""
    found = _fetch(f"{issuer}/.well-known/openid-configuration")
    if found.get("issuer") != issuer:
        raise BadToken("discovery")
    return found


def key(jwks_uri: str, kid: str, alg: str) -> jwt.PyJWK:
    """The signing key `kid` of the provider; asks again once when it is new (keys are changed now and then).

    Raises BadToken when there is no such key, or it is not one for `alg`.
    """
    found = _choose(_fetch(jwks_uri), kid, alg)
    if found is None and cache.add(f"oidc-again:{jwks_uri}", 1, ASK_AGAIN):
        found = _choose(_fetch(jwks_uri, again=True), kid, alg)
    if found is None:
        raise BadToken("kid")
    return found


def _choose(keys: dict[str, Any], kid: str, alg: str) -> jwt.PyJWK | None:
    for one in keys.get("keys", []):
        fits = one.get("kty") == _TYPES[alg] and one.get("alg", alg) == alg and one.get("use", "sig") == "sig"
        if kid and one.get("kid") == kid and fits:
            return jwt.PyJWK(one, algorithm=alg)
    return None


def _fetch(url: str, *, again: bool = False) -> dict[str, Any]:
    name = f"oidc:{url}"
    found: dict[str, Any] | None = None if again else cache.get(name)
    if found is None:
        with get_adapter().get_requests_session() as session:
            answer = session.get(url, allow_redirects=False)
            answer.raise_for_status()
            found = answer.json()
        if not isinstance(found, dict):
            raise BadToken("document")
        cache.set(name, found, KEPT)
    return found
