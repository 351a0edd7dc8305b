"""Part of a file (RFC 9110, section 14): who lost the connection at 90 % goes on from there.

A table is written while it is sent, so its length is not known before. The first request for a part therefore writes
the whole file to disk once, under its strong ETag; parts of the same state are then read from there.
"""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

ROOM = 2 * 1024**3  # bytes kept on disk; the files not asked for longest go first
PIECE = 65_536

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


@dataclass(frozen=True)
class Wanted:
    """One part: from the byte `first` to `last`, both included; without `first`, the last `last` bytes."""

    first: int | None
    last: int | None

    def within(self, size: int) -> tuple[int, int] | None:
        """First and last byte in a file of `size` bytes; None when the part lies outside."""
        if self.first is None:
            length = min(self.last or 0, size)
            return (size - length, size - 1) if length else None
        last = size - 1 if self.last is None else min(self.last, size - 1)
        return (self.first, last) if self.first <= last else None


def wanted(header: str, if_range: str, etag: str) -> Wanted | None:
    """The one part asked for; None for the whole: no such header, several parts, or another state of the file."""
    found = _RANGE.fullmatch(header.replace(" ", ""))
    if found is None or (if_range and if_range != etag):
        return None
    first, last = (int(number) if number else None for number in found.groups())
    if first is None and last is None:
        return None
    if first is not None and last is not None and last < first:
        return None
    return Wanted(first, last)


def answer(part: Wanted, name: str, content: Iterable[bytes], media_type: str) -> HttpResponseBase:
    """206 with the part, or 416 with the length. `name` stands for exactly these bytes."""
    path = kept(name, content)
    size = path.stat().st_size
    within = part.within(size)
    if within is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = within
    headers = {"Content-Range": f"bytes {first}-{last}/{size}", "Content-Length": str(last - first + 1)}
    return StreamingHttpResponse(_read(path, first, last), status=206, content_type=media_type, headers=headers)


def kept(name: str, content: Iterable[bytes]) -> Path:
    """The file of this name on disk, written now if it is not there. A half-written one is never seen."""
    folder = settings.VAR / "exports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path: Path = folder / name
    if path.exists():
        path.touch()
        return path
    with tempfile.NamedTemporaryFile(dir=folder) as written:
        written.writelines(content)
        written.flush()
        with suppress(FileExistsError):  # somebody else wrote the same bytes meanwhile
            path.hardlink_to(written.name)
    _make_room(folder, path)
    return path


def _make_room(folder: Path, newest: Path) -> None:
    """Delete what was not asked for longest, until everything fits."""
    found = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
    size = sum(path.stat().st_size for path in found)
    for path in found:
        if size <= ROOM or path == newest:
            return
        size -= path.stat().st_size
        path.unlink(missing_ok=True)


def _read(path: Path, first: int, last: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first, os.SEEK_SET)
        left = last - first + 1
        while left and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
