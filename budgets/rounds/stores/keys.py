"""The two keys of an open round: files outside the database, destroyed when the round is counted."""

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from accounts.models import Citizen

KEY_BYTES = 32


class KeysGone(Exception):
    """The keys of this round are not here: it is not open, or they have been destroyed."""


def create(round_id: str) -> None:
    """Make both keys of a round, readable by the site's own user only; keys that exist are kept."""
    for store in ("roll", "box"):
        path = _path(round_id, store)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())


def exist(round_id: str) -> bool:
    """Whether any key of this round is still here."""
    return any(_path(round_id, store).exists() for store in ("roll", "box"))


def destroy(round_id: str) -> None:
    """Overwrite and remove both keys. Safe to repeat."""
    for store in ("roll", "box"):
        path = _path(round_id, store)
        if path.exists():
            with path.open("r+b") as file:
                file.write(secrets.token_bytes(KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()


def voter_tag(round_id: str, citizen: Citizen) -> bytes:
    """How the roll knows a person in one round: HMAC-SHA-256 under the roll key. Raises KeysGone."""
    return hmac.digest(_read(round_id, "roll"), bytes(citizen.person_key) + round_id.encode(), hashlib.sha256)


def voter_tags(round_id: str, person_keys: Iterable[bytes]) -> list[bytes]:
    """The tags of many people at once, in their order. Raises KeysGone."""
    key, name = _read(round_id, "roll"), round_id.encode()
    return [hmac.digest(key, bytes(person) + name, hashlib.sha256) for person in person_keys]


def ballot_token(round_id: str, tag: bytes) -> bytes:
    """How the box knows whose ballot replaces which: HMAC-SHA-256 under the box key. Raises KeysGone."""
    return hmac.digest(_read(round_id, "box"), round_id.encode() + tag, hashlib.sha256)


def salt(round_id: str, token: bytes, form: str) -> bytes:
    """The salt of a ballot cast from one form: the same form sent twice gives the same commitment."""
    return hmac.digest(_read(round_id, "box"), b"salt" + token + form.encode(), hashlib.sha256)


def _path(round_id: str, store: str) -> Path:
    if not re.fullmatch(r"[\w-]{1,80}", round_id):
        raise KeysGone(round_id)
    return Path(settings.ROUND_KEYS) / f"{round_id}.{store}"


def _read(round_id: str, store: str) -> bytes:
    try:
        return _path(round_id, store).read_bytes()
    except FileNotFoundError as error:
        raise KeysGone(round_id) from error
