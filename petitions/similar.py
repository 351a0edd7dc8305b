"""What exists already: petitions and laws under discussion that a new title comes near to, found by Thai words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_

from django.db.models import Q

from cms import search
from cms.search import Hit
from cms.words import cut
from consult.texts.models import Law

FEW = 5
SHORTEST, MOST_WORDS, MOST_ACTS = 3, 30, 200  # looked for and looked at, whatever somebody types
# What the title of every Act says.
_ACT = frozenset(
    {"พระราชบัญญัติ", "พระราชกำหนด", "บัญญัติ", "ฉบับ", "ฉบับที่", "ร่าง", "กฎหมาย", "แก้", "แก้ไข", "เพิ่มเติม", "รัฐบาล", "act", "law"}
)
# What every petition says, beside the language's own small words.
_ASKING = frozenset(
    [
        *("ขอ", "ให้", "รอ", "มี", "ที่", "เสนอ", "เรียกร้อง", "โปรด", "แก้", "แก้ไข", "กฎหมาย"),
        *("the", "a", "of", "to", "for", "in", "and", "we", "ask"),
    ]
)


@dataclass(frozen=True)
class Similar:
    """The nearest petitions and texts of law, best first."""

    petitions: list[Hit]
    laws: list[Hit]
    acts: list[Law]

    @property
    def any(self) -> bool:
        """Whether there is something to show."""
        return bool(self.petitions or self.laws or self.acts)


def to(title: str, language: str) -> Similar:
    """Petitions with the words of `title` (all of them, or else some), hearings, and Acts. ≤ 5 queries."""
    said = " ".join(telling_words(title))
    petitions, hearings = (
        search.find(said, kind=kind, language=language).hits[:FEW] for kind in ("petition", "hearing")
    )
    return Similar(petitions, hearings, acts_named(title))


def acts_named(words: str) -> list[Law]:
    """Acts and drafts whose titles share telling words with `words`, those with most in common first. One query."""
    asked = {word for word in telling_words(words) if word not in _ACT and len(word) >= SHORTEST and not word.isdigit()}
    if not asked:
        return []
    words_asked = sorted(asked)[:MOST_WORDS]
    either = reduce(or_, (Q(title__icontains=word) | Q(title_en__icontains=word) for word in words_asked))
    found = Law.objects.filter(either).order_by("id")[:MOST_ACTS]
    letters = {law: _shared(asked, f"{law.title} {law.title_en}".lower()) for law in found}
    return sorted(found, key=lambda law: (-letters[law], law.pk))[:FEW]


def _shared(words: Iterable[str], title: str) -> int:
    """How many letters of `title` the words are: long words say more."""
    return sum(len(word) for word in words if word in title)


def telling_words(title: str) -> list[str]:
    """The words of a title that say what it is about: without ขอ, ให้, ที่ and the like."""
    return [word for word in cut(title) if len(word) > 1 and word not in _common()]


@cache
def _common() -> frozenset[str]:
    from pythainlp.corpus import thai_stopwords

    return frozenset(thai_stopwords()) | _ASKING
