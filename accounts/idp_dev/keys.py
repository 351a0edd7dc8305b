"""The signing keys of the development provider: ES256, the newest signs, the older are still published."""

import hashlib
import json
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from jwt.algorithms import ECAlgorithm

_PUBLISHED = 2


def signing() -> tuple[str, ec.EllipticCurvePrivateKey]:
    """The key that signs now, with its id; made on first use."""
    keys = _load() or _add([])
    return keys[-1]


def published() -> dict[str, Any]:
    """The public keys as a JWK set (RFC 7517)."""
    keys = _load() or _add([])
    return {"keys": [_public(kid, key) for kid, key in keys[-_PUBLISHED:]]}


def rotate() -> str:
    """Sign with a new key from now on; its id."""
    return _add(_load())[-1][0]


def sign(claims: dict[str, Any]) -> str:
    """A JWT of `claims`, signed with the newest key."""
    kid, key = signing()
    return jwt.encode(claims, key, algorithm="ES256", headers={"kid": kid})


def _public(kid: str, key: ec.EllipticCurvePrivateKey) -> dict[str, Any]:
    return ECAlgorithm.to_jwk(key.public_key(), as_dict=True) | {"kid": kid, "use": "sig", "alg": "ES256"}


def _add(
    keys: list[tuple[str, ec.EllipticCurvePrivateKey]],
) -> list[tuple[str, ec.EllipticCurvePrivateKey]]:
    key = ec.generate_private_key(ec.SECP256R1())
    public = key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint)
    keys = [*keys, (hashlib.sha256(public).hexdigest()[:16], key)]
    path = settings.DEV_IDP_KEYS
    path.touch(mode=0o600)
    path.write_text(json.dumps([[kid, _pem(one)] for kid, one in keys]), encoding="ascii")
    return keys


def _pem(key: ec.EllipticCurvePrivateKey) -> str:
    plain = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain).decode("ascii")


def _load() -> list[tuple[str, ec.EllipticCurvePrivateKey]]:
    path = settings.DEV_IDP_KEYS
    if not path.exists():
        return []
    loaded = []
    for kid, pem in json.loads(path.read_text(encoding="ascii")):
        key = serialization.load_pem_private_key(pem.encode("ascii"), password=None)
        if isinstance(key, ec.EllipticCurvePrivateKey):
            loaded.append((kid, key))
    return loaded
