"""Opening what an officer sends. Whatever is wrong with a file ends in one sentence, never in a broken page.

The readers of office files raise whatever their parsers do (damaged XML, broken compression, locked parts of a
package, elements that are not Word's), so the border is drawn here.
"""

import logging

from django.utils.translation import gettext_lazy as _

from consult.texts import akn, sources
from consult.texts.sources import Source, Unreadable

log = logging.getLogger(__name__)


def words_of(name: str, content: bytes) -> Source:
    """The words of a file without NUL: Akoma Ntoso, .docx, .txt or PDF. Raises Unreadable, and nothing else."""
    source = _read(name, content)
    text = source.text.replace("\0", "")
    if not text.strip():
        raise Unreadable(_("The file is empty."))
    return Source(source.form, text)


def _read(name: str, content: bytes) -> Source:
    try:
        return akn.words_of(content) if akn.is_akn(content) else sources.words_of(name, content)
    except Unreadable:
        raise
    except Exception as problem:
        log.warning("A file could not be read: %s", type(problem).__name__)
        raise Unreadable(
            _("The file is damaged and cannot be opened. Open it in your office program and save it again.")
        ) from problem
