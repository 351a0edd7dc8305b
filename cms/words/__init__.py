"""Cutting Thai into words: PyThaiNLP's newmm, offline, with the legal terms that it would cut apart."""

import functools
import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cms.words.known import Dictionary

LONG, SHORT = 8, 3  # letters: words from LONG on are looked into for words of at least SHORT
TERMS = Path(__file__).parent / "legal_terms.txt"
_WORD = re.compile(r"[\w\u0e00-\u0e7f]", re.UNICODE)
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
# What people and clerks type for the same letters: two characters for one, invisible characters, no-break spaces.
_TYPED = {"\u0e4d\u0e32": "\u0e33", "เเ": "แ", "\u00a0": " ", "\x00": ""}
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


def terms() -> list[str]:
    """The words of `legal_terms.txt`."""
    lines = (line.strip() for line in TERMS.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@functools.cache
def dictionary() -> "Dictionary":
    """Every word that is known here: PyThaiNLP's and the legal terms. Made once, in a tenth of a second."""
    os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
    from pythainlp.corpus import get_corpus

    from cms.words.known import Dictionary

    return Dictionary([*get_corpus("words_th.txt"), *terms()])  # `thai_words()` would keep a second set


def is_word(token: str) -> bool:
    """Whether a token has any letter or digit."""
    return _WORD.search(token) is not None


def warm() -> None:
    """Build the dictionary now, so that no reader waits for it (for servers and workers, at their start)."""
    cut("เสียง")


def same_letters(text: str) -> str:
    """`text` with one way of writing each letter: NFC, สระอำ whole, Arabic digits, nothing invisible, lower case."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    for typed, meant in _TYPED.items():
        text = text.replace(typed, meant)
    return text.translate(_DIGITS).lower()


def cut(text: str) -> list[str]:
    """The words of `text` in order, in one way of writing, without spaces and punctuation."""
    from pythainlp.tokenize import word_tokenize

    clean = same_letters(text)
    tokens = word_tokenize(clean, engine="newmm", custom_dict=dictionary(), keep_whitespace=False)
    return [token for token in tokens if _WORD.search(token)]


def pieces(text: str) -> list[str]:
    """Every word, space and mark of `text` as written: joined they are `text` again."""
    from pythainlp.tokenize import word_tokenize

    if not text:
        return []
    found = word_tokenize(text, engine="newmm", custom_dict=dictionary(), join_broken_num=False)
    return list(found) if "".join(found) == text else [text]


def parts(words: Iterable[str]) -> list[str]:
    """The words inside long words: ความคิดเห็น gives ความ and คิดเห็น. Each once, in order."""
    return list(dict.fromkeys(part for word in words for part in _parts(word)))


@functools.lru_cache(maxsize=20_000)
def _parts(word: str) -> tuple[str, ...]:
    """The fewest dictionary words that make up a long `word`, and the words inside those."""
    if len(word) < LONG:
        return ()
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)  # best[n]: the fewest words for the first n letters
    for start in range(len(word) - SHORT + 1):
        before = best[start]
        if before is None:
            continue
        for found in dictionary().prefixes(word[start:]):
            end = start + len(found)
            useless = len(found) < SHORT or found == word
            if not useless and (best[end] is None or len(before) + 1 < len(best[end] or ())):
                best[end] = (*before, found)
    whole = best[-1] or ()
    return tuple(part for piece in whole for part in (piece, *_parts(piece)))
