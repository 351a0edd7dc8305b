"""What exists already: petitions and laws under discussion that a new title comes near to, found by Thai words."""

from dataclasses import dataclass
from functools import cache

from pythainlp.corpus import thai_stopwords

from cms import search
from cms.search import Hit
from cms.words import cut

FEW = 5
# What every petition says, beside the language's own small words.
_ASKING = frozenset(
    {"ขอ", "ให้", "รอ", "มี", "ที่", "เสนอ", "เรียกร้อง", "โปรด", "the", "a", "of", "to", "for", "in", "and", "we", "ask"}
)


@dataclass(frozen=True)
class Similar:
    """The nearest petitions and texts of law, best first."""

    petitions: list[Hit]
    laws: list[Hit]

    @property
    def any(self) -> bool:
        """Whether there is something to show."""
        return bool(self.petitions or self.laws)


def to(title: str, language: str) -> Similar:
    """Petitions with the words of `title` (all of them, or else some), and hearings on Acts and drafts. ≤ 4 queries."""
    said = " ".join(telling_words(title))
    found = [search.find(said, kind=kind, language=language).hits[:FEW] for kind in ("petition", "hearing")]
    return Similar(*found)


def telling_words(title: str) -> list[str]:
    """The words of a title that say what it is about: without ขอ, ให้, ที่ and the like."""
    return [word for word in cut(title) if len(word) > 1 and word not in _common()]


@cache
def _common() -> frozenset[str]:
    return frozenset(thai_stopwords()) | _ASKING
