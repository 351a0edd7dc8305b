"""Comments as bags of words: the same cuts as search, in bulk, without words that say nothing about the issue."""

import functools
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from cms import words

_DICTIONARY = "siang"
_EMPTY = Path(__file__).parent / "empty_words.txt"


# Who speaks is not what they say: "ในฐานะเจ้าของร้านค้าเล็ก ๆ ", "เป็นครูในต่างจังหวัด ", "As a teacher, ".
_WHO = re.compile(
    r"^\s*(?:(?:(?:พูด)?ในฐานะ|(?:ผม|ดิฉัน|เรา|ฉัน)?(?:เป็น|ทำงาน|ดูแล|อยู่|เคย))[^\n]{3,60}?(?:\s+(?!ๆ)|(?<=ๆ)\s*)"
    r"|(?:as an?|speaking as)\s[^,.\n]{3,60}[,.]\s*)(?=\S.{14})",
    re.IGNORECASE | re.DOTALL,
)


def substance(text: str) -> str:
    """What somebody says without the clause in which they say who they are, where enough is left."""
    return _WHO.sub("", text, count=1)


@functools.cache
def _ready() -> str:
    """The dictionary of search, given to nlpo3 as a file, once in each process."""
    import nlpo3

    words.warm()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "words.txt"
        file.write_text("\n".join(sorted(words.dictionary())), encoding="utf-8")
        nlpo3.load_dict(str(file), _DICTIONARY)
    return _DICTIONARY


@functools.cache
def _stop() -> frozenset[str]:
    from pythainlp.corpus import thai_stopwords

    lines = _EMPTY.read_text(encoding="utf-8").splitlines()
    return frozenset(thai_stopwords()).union(*(line.split() for line in lines if not line.startswith("#")))


def cut(text: str) -> list[str]:
    """All words of a comment in order, in one way of writing."""
    import nlpo3

    found = nlpo3.segment(words.same_letters(text), _ready())
    return [word for word in found if words.is_word(word)]


def telling(text_words: Iterable[str]) -> list[str]:
    """The words that may tell one issue from another: neither stop words nor single letters nor bare numbers."""
    stop = _stop()
    return [word for word in text_words if word not in stop and len(word) > 1 and not word.isdecimal()]


def telling_with_gaps(text_words: Iterable[str]) -> list[str]:
    """As `telling`, with an empty word wherever one or more were left out: so that neighbours can be seen."""
    kept = set(telling(text_words := list(text_words)))
    return [word if word in kept else "" for word in text_words]
