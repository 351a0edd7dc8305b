"""Building a package in the background: no name ever touches the disk in clear, memory stays the same for any number.

First pass: hashes, sizes and counts by area; the signed manifest's hash becomes an entry. When that entry is sealed,
the second pass writes the same bytes through age into the file, with the manifest and its inclusion proof at the end.
"""

import base64
import hashlib
import hmac
import io
import json
import logging
import os
import tarfile
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from petitions import sealed_files
from petitions.handing import lists, opening
from petitions.models import Package
from realtime import ticks
from realtime.record import append, checkpoint, receipts

EVERY = 5_000  # rows between two reports of progress
STALE = timedelta(minutes=3)  # a builder that has said nothing for so long is gone
BLOCK = 512  # tar

log = logging.getLogger(__name__)
_running = threading.Lock()


def tick() -> None:
    """Start building what waits, in a thread of its own: sealing never waits for it."""
    if _waiting() and not _running.locked():
        threading.Thread(target=_in_thread, daemon=True, name="handover").start()


def build_waiting() -> int:
    """Do one step for every package that waits; how many steps were done."""
    done = 0
    for package in _waiting():
        if _claim(package):
            try:
                (count if package.state == Package.State.CERTIFIED else write)(package)
                done += 1
            except Exception as error:
                log.exception("The package %s could not be built; it will be tried again.", package.pk)
                Package.objects.filter(pk=package.pk).update(trouble=type(error).__name__)
    return done


def path_of(package: Package) -> Path:
    """Where the encrypted file lies."""
    return sealed_files.folder("packages") / f"{package.pk}.tar.age"


def count(package: Package) -> None:
    """The first pass; ends with the manifest's hash in the record."""
    table, array = hashlib.sha256(lists.csv_head()), hashlib.sha256()
    sizes = [len(lists.csv_head()), 0]
    provinces: Counter[str] = Counter()
    channels: Counter[str] = Counter()
    for row in _counted(package, 0):
        line, piece = lists.csv_line(row), lists.json_line(row)
        table.update(line)
        array.update(piece)
        sizes = [sizes[0] + len(line), sizes[1] + len(piece)]
        provinces[row["area_code"][:2]] += 1
        channels[row["channel"]] += 1
    array.update(lists.JSON_TAIL)
    sizes[1] += len(lists.JSON_TAIL)
    total = sum(provinces.values())
    if total != package.total:
        raise ValueError(f"{total} names, {package.total} certified")
    files = {
        opening.TABLE: {"sha256": table.hexdigest(), "size": sizes[0]},
        opening.ARRAY: {"sha256": array.hexdigest(), "size": sizes[1]},
    }
    text = _manifest(package, files, dict(sorted(provinces.items())), dict(sorted(channels.items())))
    digest = hashlib.sha256(text.encode()).hexdigest()
    with transaction.atomic():
        body = {"manifest": digest, "total": total, "key": package.key.fingerprint}
        receipt = append.append("petition.package", package.petition.subject, body)
        Package.objects.filter(pk=package.pk, state=Package.State.CERTIFIED).update(
            state=Package.State.COUNTED, manifest=text, manifest_sha256=digest, entry=receipt.id, working_at=None
        )


def write(package: Package) -> None:
    """The second pass, once the entry is sealed; before that nothing happens."""
    found = receipts.find(package.entry) if package.entry else None
    proof = receipts.proof(found) if found else None
    if proof is None:
        Package.objects.filter(pk=package.pk).update(working_at=None)
        return
    import pyrage  # with the first package sealed

    target = path_of(package)
    draft = target.with_suffix(".part")
    recipient = pyrage.x25519.Recipient.from_str(package.key.recipient)
    with draft.open("wb") as out:
        os.fchmod(out.fileno(), 0o600)
        pyrage.encrypt_io(Stream(_archive(package, proof)), out, [recipient])
    digest = hashlib.sha256()
    with draft.open("rb") as written:
        while block := written.read(1 << 20):
            digest.update(block)
    draft.replace(target)
    Package.objects.filter(pk=package.pk, state=Package.State.COUNTED).update(
        state=Package.State.READY, sha256=digest.hexdigest(), size=target.stat().st_size, working_at=None, trouble=""
    )


def code_of(package: Package) -> str:
    """A word that stands in the encrypted manifest only: who can say it has opened the package."""
    mark = hmac.digest(bytes.fromhex(settings.PERSON_KEY), f"handover/{package.pk}".encode(), "sha256")
    return base64.b32encode(mark).decode()[:8]


class Stream(io.RawIOBase):
    """A file to read from, made of pieces that come one after the other."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces, self._rest = iter(pieces), b""

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size`; empty at the end."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._rest = piece
        size = len(self._rest) if size < 0 else size
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken


def _archive(package: Package, proof: str) -> Iterator[bytes]:
    files = json.loads(package.manifest)["files"]
    table = _joined([lists.csv_head()], map(lists.csv_line, _counted(package, 1)), [])
    yield from _member(opening.TABLE, files[opening.TABLE]["size"], table)
    array = _joined([], map(lists.json_line, lists.rows(package.petition)), [lists.JSON_TAIL])
    yield from _member(opening.ARRAY, files[opening.ARRAY]["size"], array)
    for name, text in (
        (opening.MANIFEST, package.manifest),
        (opening.NOTE, _note(package)),
        (opening.PROOF, proof),
        (opening.README, opening.WORDS),
    ):
        yield from _member(name, len(text.encode()), iter([text.encode()]))
    yield b"\0" * (2 * BLOCK)


def _joined(first: Iterable[bytes], lines: Iterable[bytes], last: Iterable[bytes]) -> Iterator[bytes]:
    """Lines gathered into pieces of about a hundred kilobytes."""
    held, size = list(first), 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size > 100_000:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join([*held, *last])


def _member(name: str, size: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    yield info.tobuf(tarfile.USTAR_FORMAT)
    written = 0
    for piece in pieces:
        written += len(piece)
        yield piece
    if written != size:
        raise ValueError(f"{name} has {written} bytes, its manifest says {size}")
    yield b"\0" * (-size % BLOCK)


def _manifest(package: Package, files: dict[str, Any], provinces: dict[str, int], channels: dict[str, int]) -> str:
    petition = package.petition
    document = {
        "format": "siang-handover-1",
        "petition": petition.public_id,
        "title": petition.title,
        "kind": petition.kind,
        "addressee": petition.addressee.slug,
        "site": settings.SITE_URL,
        "record": settings.RECORD_ORIGIN,
        "rules_sha256": petition.rules_hash,
        "threshold": petition.threshold,
        "delivered_at": package.delivered_at.isoformat(timespec="seconds"),
        "certified_by": [str(one.get_full_name()) for one in (package.asked_by, package.certified_by) if one],
        "representatives": lists.representatives(petition),
        "total": package.total,
        "by_province": provinces,
        "by_channel": channels,
        "columns": list(lists.COLUMNS),
        "files": files,
        "key": package.key.fingerprint,
        "opening_code": code_of(package),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _note(package: Package) -> str:
    """The manifest's hash signed with the record's key (C2SP signed-note, its own first line)."""
    text = opening.note_text(settings.RECORD_ORIGIN, package.manifest_sha256)
    lines = [
        f"— {key.name} {base64.b64encode(key.id + private.sign(text.encode())).decode()}\n"
        for key, private in checkpoint.signers()
    ]
    return f"{text}\n{''.join(lines)}"


def _counted(package: Package, passes: int) -> Iterator[dict[str, Any]]:
    for row in lists.rows(package.petition):
        if row["no"] % EVERY == 0:
            _say(package, passes * package.total + row["no"])
        yield row
    _say(package, (passes + 1) * package.total)


def _say(package: Package, progress: int) -> None:
    Package.objects.filter(pk=package.pk).update(progress=progress, working_at=timezone.now())


def _waiting() -> list[Package]:
    states = [Package.State.CERTIFIED, Package.State.COUNTED]
    rows = Package.objects.filter(_free(), state__in=states)
    return list(rows.select_related("petition__addressee", "key", "asked_by", "certified_by").order_by("asked_at")[:20])


def _free() -> Q:
    return Q(working_at__isnull=True) | Q(working_at__lt=timezone.now() - STALE)


def _claim(package: Package) -> bool:
    now = timezone.now()
    return bool(Package.objects.filter(_free(), pk=package.pk, state=package.state).update(working_at=now))


def _in_thread() -> None:
    if not _running.acquire(blocking=False):
        return
    try:
        build_waiting()
    except Exception:
        log.exception("Packages could not be built; it will be tried again.")
    finally:
        connection.close()
        _running.release()


_run: Callable[[], None] = tick
ticks.register("petitions.handover", _run)
