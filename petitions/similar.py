"""What exists already: petitions and laws under discussion that a new title comes near to, found by Thai words."""

from dataclasses import dataclass

from cms import search
from cms.search import Hit

FEW = 5


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
    found = [search.find(title, kind=kind, language=language).hits[:FEW] for kind in ("petition", "hearing")]
    return Similar(*found)
