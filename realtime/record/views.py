"""The record as files: for tools, with the addresses, types and caching of C2SP tlog-tiles."""

import uuid
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from realtime.record import files, receipts, witnesses
from realtime.record.checking.single_file import single_file, witness_file

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
TEXT = "text/plain; charset=utf-8"
BYTES = "application/octet-stream"
SECONDS = "public, max-age=2, stale-while-revalidate=4, stale-if-error=10"
DAY = "public, max-age=86400"
LEVELS = {"entries", *map(str, range(64))}
FOREVER = "public, max-age=31536000, immutable"


def open_to_all[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Read-only, readable by scripts of any site, under a free licence."""

    @wraps(view)
    def opened(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Link"] = f'<{LICENCE}>; rel="license"'
        return response

    return require_safe(opened)


def _missing(sentence: str) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", status=404, content_type=TEXT, headers={"Cache-Control": "no-store"})


def _file(content: bytes | str, content_type: str, cache: str) -> HttpResponse:
    return HttpResponse(content, content_type=content_type, headers={"Cache-Control": cache})


@open_to_all
def checkpoint(_request: HttpRequest) -> HttpResponse:
    """The newest signed checkpoint."""
    last = files.latest()
    if last is None:
        return _missing("The record has not begun: its sealer has not run yet.")
    return _file(last.signed, TEXT, SECONDS)


@open_to_all
def witnessed(_request: HttpRequest) -> HttpResponse:
    """The newest checkpoint that a witness has co-signed."""
    last = witnesses.cosigned(-1)
    if last is None:
        return _missing("No witness has co-signed this record yet.")
    return _file(last.signed, TEXT, SECONDS)


@open_to_all
def tile(_request: HttpRequest, level: str, path: str) -> HttpResponse:
    """One tile of hashes, or one bundle of entries."""
    place = files.read_number(path)
    proper = level == "entries" or (
        level.isascii() and level.isdigit() and str(int(level)) == level and int(level) < 64
    )
    if not place or not proper:
        return _missing("Not a path of a tile: see https://c2sp.org/tlog-tiles.")
    content = files.bundle(*place) if level == "entries" else files.tile(int(level), *place)
    if content is None:
        return _missing("The record does not reach that far: see its checkpoint.")
    return _file(content, BYTES, FOREVER)


@open_to_all
def verifier_keys(_request: HttpRequest) -> HttpResponse:
    """The public keys of the record."""
    return _file(receipts.verifier_keys(), TEXT, "public, max-age=3600")


@open_to_all
def proof(_request: HttpRequest, identity: uuid.UUID) -> HttpResponse:
    """A receipt as a file."""
    found = receipts.find(identity)
    content = receipts.proof(found) if found else None
    if content is None:
        return _missing("Not sealed yet: try again in a moment." if found else "There is no entry with this number.")
    response = _file(content, TEXT, "public, max-age=60")
    response["Content-Disposition"] = f'attachment; filename="{identity}.tlog-proof"'
    return response


@open_to_all
def qr(_request: HttpRequest, identity: uuid.UUID) -> HttpResponse:
    """The address of a receipt page as a QR code."""
    import qrcode  # and Pillow's fonts, with the first code drawn
    from qrcode.image.svg import SvgPathImage

    address = f"{settings.SITE_URL}{reverse('record:receipt', args=[identity])}"
    drawn = qrcode.make(address, image_factory=SvgPathImage, box_size=12, border=2)
    return _file(drawn.to_string(), "image/svg+xml", DAY)


@open_to_all
def witness_script(_request: HttpRequest) -> HttpResponse:
    """The program with which anybody can be a witness, as one file."""
    return _program("siang-witness.py", witness_file())


@open_to_all
def script(_request: HttpRequest) -> HttpResponse:
    """The program that checks the record without trusting the site, as one file."""
    return _program("siang-verify.py", single_file())


def _program(name: str, source: str) -> HttpResponse:
    response = _file(source, "text/x-python; charset=utf-8", "public, max-age=3600")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
