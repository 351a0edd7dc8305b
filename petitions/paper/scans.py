"""The scan of a sheet: what kind of file it really is, kept encrypted, shown to officers only."""

import hashlib
import io
import secrets

from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from accounts.models import User
from accounts.refusals import AlreadyDone, Refused
from petitions import sealed_files
from petitions.models import Sheet
from petitions.paper import roles

LARGEST = 10 * 1024 * 1024  # bytes
_PIXELS = 60_000_000  # a page at 600 dots an inch has 35 million
_FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png"}


def attach(*, by: User, sheet: Sheet, content: bytes) -> Sheet:
    """Keep the scan of a sheet: PDF, JPEG or PNG, at most ten megabytes. A scan is attached once.

    Raises NotEligible, Refused for another kind of file, AlreadyDone for a second scan.
    """
    roles.require(by, sheet.petition, roles.KEYING)
    if len(content) > LARGEST:
        raise Refused(_("A scan has at most ten megabytes."))
    kind = kind_of(content)
    name = secrets.token_hex(16)
    values = {"scan_name": name, "scan_type": kind, "scan_sha256": hashlib.sha256(content).hexdigest()}
    sealed_files.keep(name, content)
    if not Sheet.objects.filter(pk=sheet.pk, scan_name="").update(**values):
        sealed_files.erase(name)
        raise AlreadyDone(_("This sheet has its scan already."))
    sheet.refresh_from_db()
    return sheet


def kind_of(content: bytes) -> str:
    """The media type, from the bytes and never from the name. Raises Refused for anything but PDF, JPEG, PNG."""
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return "application/pdf"
    try:
        with Image.open(io.BytesIO(content), formats=list(_FORMATS)) as image:
            if image.width * image.height > _PIXELS:
                raise Refused(_("This picture has too many dots."))
            image.verify()
            return _FORMATS[str(image.format)]
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        raise Refused(_("A scan is a PDF, a JPEG or a PNG file; this is none of them, or it is damaged.")) from None
