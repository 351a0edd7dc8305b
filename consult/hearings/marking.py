"""The words of a part with the passages that people have commented on, marked where they stand now."""

from dataclasses import dataclass
from typing import Self

from consult.hearings import passages
from consult.hearings.passages import Line
from consult.texts.figures import Part
from consult.threads import quotes
from consult.threads.models import Passage
from consult.threads.quotes import Quote

MARKED = 100  # passages of one part that are marked, the most discussed first


@dataclass(frozen=True)
class Piece:
    """Some words, in a passage or not; `last` closes the passage and names how many comments are on it."""

    words: str
    passage: Passage | None
    last: bool


@dataclass(frozen=True)
class MarkedLine:
    """One paragraph or item, cut into pieces."""

    line: Line
    pieces: list[Piece]


@dataclass(frozen=True)
class Marked:
    """A part as its page shows it: its lines, the passages found in it, and those that cannot be found any more."""

    lines: list[MarkedLine]
    found: list[Passage]
    lost: list[Passage]

    @classmethod
    def of(cls, part: Part, discussed: list[Passage]) -> Self:
        """Find each passage in the words as they are now. No query."""
        text = passages.words(part)
        spans: list[tuple[int, int, str]] = []
        lost: list[Passage] = []
        known = {passage.digest: passage for passage in discussed}
        for passage in discussed:
            place = quotes.find(Quote.from_json(passage.quote), text)
            if place:
                spans.append((place.start, place.end, passage.digest))
            else:
                lost.append(passage)
        cut = [(line, quotes.pieces(line.at, line.text, spans)) for line in passages.lines(part)]
        last = {name: (at, n) for at, (_, pieces) in enumerate(cut) for n, (_, name) in enumerate(pieces)}
        lines = [
            MarkedLine(
                line, [Piece(words, known.get(name), last[name] == (at, n)) for n, (words, name) in enumerate(p)]
            )
            for at, (line, p) in enumerate(cut)
        ]
        return cls(lines, [passage for passage in discussed if passage not in lost], lost)


def discussed(public_id: str, part: str | None = None) -> list[Passage]:
    """The passages of a hearing (or of one part) with standing comments, the most discussed first. One query."""
    rows = Passage.objects.filter(kind="hearing", public_id=public_id, comments__gt=0)
    rows = rows if part is None else rows.filter(part=part)
    return list(rows.order_by("-comments", "-id")[:MARKED])
