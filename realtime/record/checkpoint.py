"""Signing checkpoints (C2SP signed-note and tlog-checkpoint, Ed25519).

The key is the setting RECORD_KEY: 32 bytes in hexadecimal, from a file or a secret, never from the database.
While a key is being replaced the setting holds both, the new one first, joined by a comma (docs/record.md).
"""

import base64
import functools
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from realtime.record.checking.notes import Key, key_id, read_key


@functools.cache
def _signers(origin: str, seeds: str) -> list[tuple[Key, Ed25519PrivateKey]]:
    signers = []
    for seed in seeds.split(","):
        private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
        public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        signers.append((Key(origin, key_id(origin, public), public), private))
    return signers


def signers() -> list[tuple[Key, Ed25519PrivateKey]]:
    """The keys that sign, the current one first."""
    return _signers(settings.RECORD_ORIGIN, settings.RECORD_KEY)


def former_keys() -> list[Key]:
    """Public keys that signed once and do no longer: what they signed then is still checked with them."""
    file = Path(settings.RECORD_FORMER_KEYS)
    return [read_key(line) for line in file.read_text("ascii").split()] if file.is_file() else []


def public_keys() -> list[Key]:
    """The public keys that checkpoints of this record are checked with, the current one first."""
    return [*(key for key, _ in signers()), *former_keys()]


def verifier_key(key: Key) -> str:
    """The text form of a public key: `name+hash+base64`."""
    return f"{key.name}+{key.id.hex()}+{base64.b64encode(bytes([1]) + key.public).decode()}"


def sign(size: int, root: bytes) -> str:
    """The signed statement that the record has `size` entries and this root."""
    text = f"{settings.RECORD_ORIGIN}\n{size}\n{base64.b64encode(root).decode()}\n"
    message = text.encode()
    signatures = [(key, base64.b64encode(key.id + private.sign(message)).decode()) for key, private in signers()]
    return text + "\n" + "".join(f"— {key.name} {signature}\n" for key, signature in signatures)
