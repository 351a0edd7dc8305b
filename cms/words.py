"""Cutting Thai into words: PyThaiNLP's newmm, offline, with the legal terms that it would cut apart."""

import functools
import re
import unicodedata
from pathlib import Path

TERMS = Path(__file__).parent / "terms.txt"
_WORD = re.compile(r"[\w\u0e00-\u0e7f]", re.UNICODE)


@functools.cache
def _dictionary() -> object:
    from pythainlp.corpus import thai_words
    from pythainlp.util import dict_trie

    terms = [line.strip() for line in TERMS.read_text(encoding="utf-8").splitlines()]
    return dict_trie({*thai_words(), *(term for term in terms if term and not term.startswith("#"))})


def cut(text: str) -> list[str]:
    """The words of `text` in order, in lower case, normalised (NFC), without spaces and punctuation."""
    from pythainlp.tokenize import word_tokenize

    clean = unicodedata.normalize("NFC", text.replace("\x00", "")).lower()
    tokens = word_tokenize(clean, engine="newmm", custom_dict=_dictionary(), keep_whitespace=False)
    return [token for token in tokens if _WORD.search(token)]
