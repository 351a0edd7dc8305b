"""The words inside a file: .docx, .txt, and PDF with a text layer. Nothing in a file is ever run.

Every limit on what people may send stands here. What cannot be read is refused with one clear sentence.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refused

if TYPE_CHECKING:  # the readers of files are loaded with the first file: most processes never see one
    from docx.table import Table
    from pypdfium2 import PdfDocument

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
LARGEST_UNPACKED = 100 * MEGABYTE  # what a .docx may unfold to
MOST_PARTS = 2_000  # files inside a .docx
LONGEST_TEXT = 5_000_000  # characters; the Constitution has 200,000
MOST_PAGES = 2_000


_PAGE_NUMBER = re.compile(r"^[\s\-–—]*(?:หน้า\s*)?[๐-๙0-9]{1,4}[\s\-–—]*$")
_BEGINS = re.compile(
    r"^\s*(?:$|(?:มาตรา|หมวด|ส่วนที่|ลักษณะ|ภาค|บทที่)\s*[๐-๙0-9]|บทเฉพาะกาล|หมายเหตุ|\([๐-๙0-9ก-ฮ/]+\)|[“\"])"
)


class Unreadable(Refused):
    """A file whose words cannot be had; the sentence says why and what to do."""


@dataclass(frozen=True)
class Source:
    """The words of a file, and what form it had."""

    form: str
    text: str


def words_of(name: str, content: bytes) -> Source:
    """The words of a file by what it is, not by what it is called. Raises Unreadable."""
    if len(content) > LARGEST_FILE:
        raise too_large()
    if not content.strip():
        raise Unreadable(_("The file is empty."))
    if content[:4] == b"PK\x03\x04":
        return _checked("docx", "\n".join(_docx(content)))
    if content[:5] == b"%PDF-":
        return _checked("pdf", _pdf(content))
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Unreadable(
            _("This is an old Word file (.doc), or one with a password. Save it as .docx without a password.")
        )
    if name.lower().endswith((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif")):
        raise Unreadable(_("A picture has no text to read. Send the .docx it was made from, or paste the text."))
    return _checked("txt", decoded(content))


def decoded(content: bytes) -> str:
    """Text in UTF-8, UTF-16 with its mark, or the Thai encoding of old Windows (TIS-620, windows-874)."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    text = content.decode("cp874", "replace")
    thai = sum("\u0e01" <= letter <= "\u0e5b" for letter in text)
    odd = sum(letter < " " and letter not in "\t\r\n" for letter in text)
    if thai < len(text) / 10 or odd > len(text) / 100:
        raise Unreadable(
            _("The file is neither Thai text nor a .docx nor a PDF. Save it as .docx or as text in UTF-8.")
        )
    return text


def _checked(form: str, text: str) -> Source:
    if not text.strip():
        raise Unreadable(_("There is no text in this file. If it holds pictures of pages, send the .docx instead."))
    return Source(form, clipped(text))


def clipped(text: str) -> str:
    """The text, if it is of a length that a law can have. Raises Unreadable."""
    if len(text) > LONGEST_TEXT:
        raise Unreadable(_("The text is far longer than any law. Send one law at a time."))
    return text


def _docx(content: bytes) -> Iterator[str]:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.text.paragraph import Paragraph

    _inspect(content)
    try:
        document = Document(io.BytesIO(content))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as problem:
        raise _broken() from problem
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from block.text.split("\v")
        else:
            yield from _cells(block)


def _cells(table: "Table") -> Iterator[str]:
    """A table row by row; merged cells once."""
    for row in table.rows:
        seen: list[object] = []
        for cell in row.cells:
            if cell._tc not in seen:  # merged cells share their element, which python-docx names only here
                seen.append(cell._tc)
                yield cell.text


def _inspect(content: bytes) -> None:
    """Look at the package before anything is unfolded. Raises Unreadable for macros, bombs and what is no document."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except zipfile.BadZipFile as problem:
        raise _broken() from problem
    names = {part.filename for part in parts}
    if any("vbaproject" in name.lower() for name in names):
        raise Unreadable(_("The file carries macros (small programs). Save it as an ordinary .docx and send that."))
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Unreadable(_("The file unfolds to more than 100 MB. Save it without pictures, or paste the text."))
    if "word/document.xml" not in names:
        raise Unreadable(_("This is not a Word document. Send a .docx, a text file or a PDF with text."))


def _pdf(content: bytes) -> str:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as problem:
        locked = "password" in str(problem).lower()
        raise (_locked() if locked else _broken()) from problem
    with document:
        if len(document) > MOST_PAGES:
            raise Unreadable(_("The PDF has more than 2,000 pages. Send one law at a time."))
        pages = [_page(document, number) for number in range(len(document))]
    if not "".join(pages).strip():
        raise Unreadable(
            _("The PDF holds pictures of pages and no text. Send the .docx it was made from, or paste the text.")
        )
    return folded([line for page in pages for line in page.split("\n") if not _PAGE_NUMBER.match(line)])


def folded(lines: list[str]) -> str:
    """The lines of a printed page: those that only end because the page does end in CRLF, as `repair.unwrap` has it.

    A line that is nearly as long as the long ones goes on in the next, unless that begins something new.
    """
    lengths = sorted(len(line) for line in lines if line.strip())
    full = lengths[int(len(lengths) * 0.9)] * 0.8 if lengths else 0
    pairs = zip(lines, [*lines[1:], ""], strict=True)
    goes_on = ((line, len(line) >= full and not _BEGINS.match(after)) for line, after in pairs)
    return "".join(line + ("\r\n" if soft else "\n") for line, soft in goes_on)


def _page(document: "PdfDocument", number: int) -> str:
    page = document[number]
    return str(page.get_textpage().get_text_range()).replace("\r\n", "\n")


def _broken() -> Unreadable:
    return Unreadable(_("The file is damaged and cannot be opened. Open it in your office program and save it again."))


def _locked() -> Unreadable:
    return Unreadable(_("The PDF is locked with a password. Save it without one and send it again."))


def too_large() -> Unreadable:
    """What is said of a file that is not even read."""
    return Unreadable(_("The file is larger than 20 MB. Save it without pictures, or paste the text."))
