"""Reading an ID token: OpenID Connect Core 1.0 section 3.1.3.7, with nothing left out."""

import base64
import hashlib
import hmac
import time
from collections.abc import Callable
from typing import Any

import jwt

ALGORITHMS = ("ES256", "RS256")
LEEWAY = 30  # seconds a clock may be wrong
OLDEST = 600  # seconds since the token was made
MAX_TOKEN = 16_384


class BadToken(Exception):
    """The token is not to be believed. The text says which rule failed, never what the token says."""


def read(
    token: str,
    *,
    key_for: Callable[[str, str], jwt.PyJWK],
    issuer: str,
    client_id: str,
    nonce: str,
    access_token: str = "",
) -> dict[str, Any]:
    """The claims of `token`, once every rule holds: signature, algorithm, issuer, audience, times, nonce.

    `key_for(kid, alg)` gives the provider's public key. Raises BadToken.
    """
    if len(token) > MAX_TOKEN:
        raise BadToken("size")
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise BadToken("algorithm")
        claims: dict[str, Any] = jwt.decode(
            token,
            key=key_for(str(header.get("kid") or ""), header["alg"]).key,
            algorithms=[header["alg"]],
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat", "nonce"]},
        )
    except jwt.PyJWTError as error:
        raise BadToken(type(error).__name__) from None
    _check_rest(claims, client_id, nonce, access_token)
    return claims


def _check_rest(claims: dict[str, Any], client_id: str, nonce: str, access_token: str) -> None:
    """What a JWT library does not check."""
    if not nonce or not hmac.compare_digest(str(claims["nonce"]), nonce):
        raise BadToken("nonce")
    if claims["aud"] not in (client_id, [client_id]) or claims.get("azp", client_id) != client_id:
        raise BadToken("audience")
    if claims["iat"] < time.time() - OLDEST - LEEWAY:
        raise BadToken("iat")
    if "at_hash" in claims and claims["at_hash"] != at_hash(access_token):
        raise BadToken("at_hash")


def at_hash(access_token: str) -> str:
    """The left half of the SHA-256 of an access token, base64url (Core 3.1.3.6, for ES256 and RS256)."""
    half = hashlib.sha256(access_token.encode()).digest()[:16]
    return base64.urlsafe_b64encode(half).rstrip(b"=").decode()
