"""Files that editors send: what they are is read from their first bytes, pictures are drawn anew."""

import io
import zipfile
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm

# Endings and how such a file begins; office files are archives that name what they hold.
BEGINS = {"pdf": b"%PDF-", "docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "odt": b"PK\x03\x04", "ods": b"PK\x03\x04"}
HOLDS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml", "ods": "content.xml"}
PLAIN = {"csv", "txt"}
ENDINGS = sorted({*BEGINS, *PLAIN})
PICTURES = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}


class DocumentForm(BaseDocumentForm):
    """A document whose content is what its ending says."""

    def clean_file(self) -> Any:
        """The file. Raises ValidationError when it is something else than its name tells."""
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data and not is_what_it_says(file):
            raise forms.ValidationError(_("The content of this file is not what its name says."))
        return file


def is_what_it_says(file: File[bytes]) -> bool:
    """Whether the content agrees with the ending. Reads the beginning; of texts, everything."""
    ending = PurePath(file.name or "").suffix.lower().removeprefix(".")
    file.seek(0)
    try:
        if ending in PLAIN:
            return _is_text(file.read())
        if ending not in BEGINS or file.read(len(BEGINS[ending])) != BEGINS[ending]:
            return False
        return ending not in HOLDS or HOLDS[ending] in zipfile.ZipFile(file).namelist()
    except (zipfile.BadZipFile, OSError):
        return False
    finally:
        file.seek(0)


def _is_text(content: bytes) -> bool:
    """Words in UTF-8 or the Thai Windows encoding, without control characters and without markup at the start."""
    if b"\0" in content or content.lstrip()[:1] == b"<":
        return False
    for encoding in ("utf-8-sig", "cp874"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def bare(file: File[bytes]) -> ContentFile[bytes]:
    """A picture drawn anew in its own format: upright, without place, device or anything else beside the dots."""
    from PIL import Image, ImageOps  # with the first picture, not with every process

    kind = PICTURES[PurePath(file.name or "").suffix.lower().removeprefix(".")]
    file.seek(0)
    with Image.open(file, formats=[kind]) as image:
        clear = kind != "JPEG" and ("A" in image.mode or "transparency" in image.info)
        upright = ImageOps.exif_transpose(image).convert("RGBA" if clear else "RGB")
    clean = Image.new(upright.mode, upright.size)
    clean.paste(upright)
    kept = io.BytesIO()
    clean.save(kept, kind, **({} if kind == "PNG" else {"quality": 85}))
    return ContentFile(kept.getvalue(), name=file.name)


def redraw(instance: Any, **_more: Any) -> None:
    """Before an editor's picture is kept: draw it anew, whichever way it came."""
    if not instance.file or instance.file._committed:
        return
    instance.file = bare(instance.file)
    instance._set_image_file_metadata()
