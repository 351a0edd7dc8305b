"""Private files of the room, encrypted at rest: scans of sheets. Never under the web's folders.

Key: HKDF-SHA-256 of PERSON_KEY, which is outside the database and outside this folder. Fernet (AES-128-CBC, HMAC).
"""

import base64
from pathlib import Path

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def folder(name: str) -> Path:
    """A private folder of this room, made when missing, readable by this site's user only."""
    made = Path(settings.VAR) / "private" / name
    made.mkdir(mode=0o700, parents=True, exist_ok=True)
    return made


def keep(name: str, content: bytes) -> None:
    """Write `content` encrypted as `name` among the scans."""
    (folder("scans") / name).write_bytes(_box().encrypt(content))


def read(name: str) -> bytes:
    """What was kept as `name`. Raises FileNotFoundError once it was erased."""
    return _box().decrypt((folder("scans") / name).read_bytes())


def erase(name: str) -> None:
    """Remove a scan; nothing happens when it is gone already."""
    (folder("scans") / name).unlink(missing_ok=True)


def _box() -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=b"siang petitions scans v1").derive(bytes.fromhex(settings.PERSON_KEY))
    return Fernet(base64.urlsafe_b64encode(derived))
