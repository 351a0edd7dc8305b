"""Pointing at a passage of a text so that small changes of the text do not lose it. Pure: texts in, places out.

A quote is the W3C Web Annotation TextQuoteSelector (the words, with a little of what stands before and after) and
a position as a hint. It is found again by its words, the nearest to its place and neighbours first; when the words
themselves have changed, by the runs of letters that remained.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any, Self

AROUND = 32  # characters kept before and after
LEAST_ALIKE = 0.6  # how much of a passage must remain for it to be the same passage
RUN = 6  # letters in a row by which a changed passage is looked for
END = 60  # a passage longer than two of these is looked for by its ends
SENTENCE = 60  # a clause shorter than this is joined with the next


@dataclass(frozen=True)
class Quote:
    """A passage: its exact words, what stands before and after, and where it began (in characters)."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """The passage of `text` from `start` to `end`, without spaces at its ends. Raises ValueError for no words."""
        if not 0 <= start < end <= len(text) or not text[start:end].strip():
            raise ValueError("There is no passage there.")
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        return cls(text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND], start)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """As `to_json` gave it."""
        return cls(stored["exact"], stored["prefix"], stored["suffix"], stored["start"])

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    @property
    def end(self) -> int:
        """Where it ended."""
        return self.start + len(self.exact)

    def digest(self, part: str) -> str:
        """Sixteen hexadecimal digits that stand for this passage of `part` in addresses."""
        said = "\x1f".join((part, self.exact, self.prefix, self.suffix, str(self.start)))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Found:
    """Where a passage stands now; `exactly` when its words are unchanged."""

    start: int
    end: int
    exactly: bool = True


def find(quote: Quote, text: str) -> Found | None:
    """Where the passage stands in `text`; None when too little of it is left to say so."""
    if text[quote.start : quote.end] == quote.exact and _neighbours(quote, text, quote.start) > LEAST_ALIKE:
        return Found(quote.start, quote.end)
    places = [match.start() for match in re.finditer(re.escape(quote.exact), text)] if quote.exact else []
    if places:
        best = max(places, key=lambda at: (_neighbours(quote, text, at), -abs(at - quote.start)))
        return Found(best, best + len(quote.exact))
    return _nearly(quote, text)


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """The places of the clauses of a Thai text, one after the other. Thai marks them by spaces; short ones are joined.

    A line is never joined with the next.
    """
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for space in re.finditer(r"\s+|$", line.group()):
            end = line.start() + space.start()
            if end > start and (end - start >= SENTENCE or end == line.end()):
                yield start, end
                start = line.start() + space.end()


def lines(text: str) -> Iterator[tuple[int, int]]:
    """The places of the lines of a text that have words."""
    for line in re.finditer(r"[^\n]+", text):
        if line.group().strip():
            yield line.start(), line.end()


def pieces(start: int, text: str, spans: Iterable[tuple[int, int, str]]) -> list[tuple[str, str]]:
    """`text`, which begins at `start` of a longer one, cut where marked spans begin and end.

    Gives pairs of words and the name of the span they lie in (empty: none). Where spans overlap the first named
    keeps the words.
    """
    ends = start + len(text)
    inside = [(max(a, start), min(b, ends), name) for a, b, name in spans if a < ends and b > start]
    cuts = sorted({start, ends, *(a for a, _, _ in inside), *(b for _, b, _ in inside)})
    found: list[tuple[str, str]] = []
    for a, b in pairwise(cuts):
        name = next((name for x, y, name in inside if x <= a and b <= y), "")
        if found and found[-1][1] == name:
            found[-1] = (found[-1][0] + text[a - start : b - start], name)
        else:
            found.append((text[a - start : b - start], name))
    return found


def _neighbours(quote: Quote, text: str, at: int) -> float:
    """How much of what stood before and after still does, from 0 to 1."""
    before, after = text[max(0, at - len(quote.prefix)) : at], text[at + len(quote.exact) :][: len(quote.suffix)]
    whole = len(quote.prefix) + len(quote.suffix)
    same = _common(quote.prefix[::-1], before[::-1]) + _common(quote.suffix, after)
    return same / whole if whole else 1.0


def _common(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _nearly(quote: Quote, text: str) -> Found | None:
    """The place with the most runs of letters in common, if it is alike enough."""
    size = min(RUN, max(2, len(quote.exact) // 3))
    where: dict[str, list[int]] = {}
    for at in range(len(text) - size + 1):
        where.setdefault(text[at : at + size], []).append(at)
    votes: Counter[int] = Counter()
    for offset in range(len(quote.exact) - size + 1):
        for at in where.get(quote.exact[offset : offset + size], ())[:50]:
            votes[(at - offset) // AROUND] += 1
    if not votes:
        return None
    # Two neighbouring bins, because a change in the middle moves the second half.
    best = max(votes, key=lambda bin_: (votes[bin_] + votes[bin_ + 1], -abs(bin_ * AROUND - quote.start)))
    low = max(0, best * AROUND - AROUND)
    return _fit(quote, text, low, min(len(text), low + len(quote.exact) + 4 * AROUND))


def _fit(quote: Quote, text: str, low: int, high: int) -> Found | None:
    """The place within a window of the text that takes the fewest changed letters; long passages by their ends."""
    words, window = quote.exact, text[low:high]
    if len(words) <= 2 * END:
        start, end, changes = _alike(words, window)
    else:
        start, _, changes = _alike(words[:END], window)
        _, end, more = _alike(words[-END:], window)
        changes, words = changes + more, words[: 2 * END]
    if start >= end or changes > (1 - LEAST_ALIKE) * len(words):
        return None
    return Found(low + start, low + end, exactly=False)


def _alike(words: str, text: str) -> tuple[int, int, int]:
    """Where `words` stand in `text` with the fewest letters changed: start, end, changes (Sellers' algorithm)."""
    row = [(0, at) for at in range(len(text) + 1)]
    for n, letter in enumerate(words, 1):
        before, row = row, [(n, 0)]
        for at, other in enumerate(text):
            changes, start = before[at]
            step = min((changes + (letter != other), start), (before[at + 1][0] + 1, before[at + 1][1]))
            row.append(min(step, (row[at][0] + 1, row[at][1])))
    end = min(range(len(row)), key=lambda at: row[at][0])
    return row[end][1], end, row[end][0]
