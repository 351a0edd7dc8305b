"""Photographs that people send: drawn anew, so that nothing but the picture is kept (no place, no device)."""

import io
import secrets

from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from accounts.refusals import Refused

LARGEST = 10 * 1024 * 1024  # bytes
LONGEST_SIDE = 1600  # pixels of what is kept
# A file opened by itself may do nothing; a page of ours may still show it as a picture.
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
_PIXELS = 60_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")


def answer(kept: FieldFile) -> HttpResponse:
    """A kept picture, by itself a download that may do nothing: whoever writes the view decides who may see it."""
    with kept.open("rb") as file:
        response = HttpResponse(file.read(), content_type="image/jpeg")
    response["Content-Disposition"] = 'attachment; filename="photo.jpg"'
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = "public, max-age=3600"
    return response


def redraw(content: bytes) -> ContentFile[bytes]:
    """The picture as a JPEG under a random name, upright, at most 1,600 pixels wide or high, without metadata.

    Raises Refused for a file that is too large, is no JPEG, PNG or WebP, or is damaged.
    """
    if len(content) > LARGEST:
        raise Refused(_("A photograph has at most ten megabytes."))
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            if image.width * image.height > _PIXELS:
                raise Refused(_("This picture has too many dots."))
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise Refused(_("A photograph is a JPEG, PNG or WebP file; this is none of them, or it is damaged.")) from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    kept = io.BytesIO()
    bare.save(kept, "JPEG", quality=82, optimize=True)
    return ContentFile(kept.getvalue(), name=f"{secrets.token_hex(12)}.jpg")
