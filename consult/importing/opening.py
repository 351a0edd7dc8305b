"""Opening what an officer sends. Whatever is wrong with a file ends in one sentence, never in a broken page.

The readers of office files raise whatever their parsers do (damaged XML, broken compression, locked parts of a
package, elements that are not Word's), so the border is drawn here.
"""

import io
import logging
import re
import zipfile

from django.utils.translation import gettext_lazy as _

from consult.texts import akn, sources
from consult.texts.sources import Source, Unreadable

log = logging.getLogger(__name__)

# A few kilobytes of .docx can unfold to paragraphs by the hundred thousand, each a millisecond of reading.
# The Constitution has 1,400 paragraphs in about 5 MB.
BODY = "word/document.xml"
LONGEST_BODY = 20 * sources.MEGABYTE
MOST_PARAGRAPHS = 20_000  # and as many table cells
_COUNTED = (re.compile(rb"<(?:[\w.-]+:)?p[\s/>]"), re.compile(rb"<(?:[\w.-]+:)?tc[\s/>]"))


def words_of(name: str, content: bytes) -> Source:
    """The words of a file without NUL: Akoma Ntoso, .docx, .txt or PDF. Raises Unreadable, and nothing else."""
    source = _read(name, content)
    text = source.text.replace("\0", "")
    if not text.strip():
        raise Unreadable(_("The file is empty."))
    return Source(source.form, text)


def _read(name: str, content: bytes) -> Source:
    try:
        if content[:4] == b"PK\x03\x04" and len(content) <= sources.LARGEST_FILE:
            _weigh(content)
        return akn.words_of(content) if akn.is_akn(content) else sources.words_of(name, content)
    except Unreadable:
        raise
    except Exception as problem:
        log.warning("A file could not be read: %s", type(problem).__name__)
        raise Unreadable(
            _("The file is damaged and cannot be opened. Open it in your office program and save it again.")
        ) from problem


def _weigh(content: bytes) -> None:
    """Look at the body of a .docx as bytes before it is read as a document. Raises Unreadable for too much of it."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if BODY not in package.namelist():
            return
        with package.open(BODY) as part:
            body = part.read(LONGEST_BODY + 1)
    if len(body) > LONGEST_BODY or any(len(found.findall(body)) > MOST_PARAGRAPHS for found in _COUNTED):
        raise Unreadable(_("The text is far longer than any law. Send one law at a time."))
