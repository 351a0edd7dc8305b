"""The letter with an official answer: looked at before it is kept, served as a download."""

import hashlib
from pathlib import PurePath

from django.core.files import File
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import Document
from wagtail.models import Collection

from accounts.models import User
from accounts.refusals import Refused

MOST = 20 * 1024 * 1024
# Endings and how such a file begins.
BEGINS = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04", ".odt": b"PK\x03\x04", ".png": b"\x89PNG", ".jpg": b"\xff\xd8\xff"}


def keep(file: File[bytes], title: str, by: User) -> tuple[Document, str]:
    """Keep the file; it and its hexadecimal SHA-256. Raises Refused for another kind of file, or one too large."""
    ending = PurePath(file.name or "").suffix.lower()
    if (file.size or 0) > MOST:
        raise Refused(_("The document is larger than 20 MB."))
    first = file.read(8)
    file.seek(0)
    if ending not in BEGINS or not first.startswith(BEGINS[ending]):
        raise Refused(_("The document must be a PDF, DOCX, ODT, PNG or JPG file."))
    found = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    file.name = f"answer-{found[:12]}{ending}"
    shelf = Collection.get_first_root_node() or Collection.add_root(name="Root")
    return Document.objects.create(title=title[:255], file=file, uploaded_by_user=by, collection=shelf), found
