"""Which section of an earlier version a section of the next one is. Pure: two lists in, pairs out.

One to one, in four steps, the surest first:

1. identity: the new text says so itself (it was made from the earlier version, or carries its identities);
2. the same words, whatever the number; of several alike the nearest in order;
3. the same number and mostly the same words (`SURE`), unless another section is clearly closer (`CLEARLY`);
4. similar words (`ALIKE`), the closest pairs first; a little is taken off for standing elsewhere (`ELSEWHERE`).

What is left under the same number on both sides is one section, rewritten from the ground up. The thresholds are
shares of common words (Dice); they were chosen on two Acts amended in 2562, where an amended section keeps more than
half of its words and two unrelated ones share less than two fifths.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from cms import words

SURE = 0.6
ALIKE = 0.55
CLEARLY = 0.15
ELSEWHERE = 0.1

IDENTITY, NUMBER, SIMILARITY = "identity", "number", "similarity"


@dataclass(frozen=True)
class Leaf:
    """A provision to match: its identity if it has one, its number as an address (`sec_5`), its words."""

    number: str
    text: str
    identity: str = ""

    @cached_property
    def plain(self) -> str:
        """The words without spaces, in one way of writing."""
        return "".join(words.same_letters(self.text).split())

    @cached_property
    def bag(self) -> Counter[str]:
        """How often each word occurs."""
        return Counter(words.cut(self.text))


@dataclass(frozen=True)
class Pair:
    """Places of the same section in the two lists, and how that was found."""

    old: int
    new: int
    how: str


class _Matching:
    """The pairs found so far and what is still free."""

    def __init__(self, old: Sequence[Leaf], new: Sequence[Leaf]) -> None:
        self.old, self.new = old, new
        self.free_old, self.free_new = set(range(len(old))), set(range(len(new)))
        self.pairs: list[Pair] = []
        self._likeness: dict[tuple[int, int], float] = {}
        self._expected: dict[int, int] = {}

    def join(self, one: int, other: int, how: str) -> None:
        """Make a pair, unless one of the two has its pair already."""
        if one in self.free_old and other in self.free_new:
            self.free_old.remove(one)
            self.free_new.remove(other)
            self.pairs.append(Pair(one, other, how))

    def by(self, key: Callable[[Leaf], str], how: str, fits: Callable[[int, int], bool]) -> None:
        """Join what has the same key and fits: first what stands once, then of several the nearest in order."""
        standing: dict[str, list[int]] = {}
        for place in sorted(self.free_old):
            standing.setdefault(key(self.old[place]), []).append(place)
        standing.pop("", None)
        for several in (False, True):
            self.expected()
            for other in sorted(self.free_new):
                places = standing.get(key(self.new[other]), [])
                if (len(places) > 1) == several:
                    self._nearest(other, places, how, fits)

    def _nearest(self, other: int, places: Sequence[int], how: str, fits: Callable[[int, int], bool]) -> None:
        fitting = [place for place in places if place in self.free_old and fits(place, other)]
        if fitting:
            self.join(min(fitting, key=lambda place: self.distance(place, other)), other, how)

    def likeness(self, one: int, other: int) -> float:
        """The share of words that two sections have in common."""
        if (one, other) not in self._likeness:
            ours, theirs = self.old[one].bag, self.new[other].bag
            total = ours.total() + theirs.total()
            self._likeness[one, other] = 2 * (ours & theirs).total() / total if total else 0.0
        return self._likeness[one, other]

    def expected(self) -> None:
        """Where each free section would stand in the old text, counted from the pair before it."""
        partners = {pair.new: pair.old for pair in self.pairs}
        shift = 0
        for other in range(len(self.new)):
            shift = partners[other] - other if other in partners else shift
            self._expected[other] = other + shift

    def distance(self, one: int, other: int) -> float:
        """How far from its place a section stands, as a share of the text."""
        return abs(self._expected[other] - one) / max(len(self.old), len(self.new))

    def closer_elsewhere(self, one: int, other: int) -> bool:
        """Whether either section is clearly more like a third one."""
        mine = self.likeness(one, other) + CLEARLY
        return any(self.likeness(place, other) > mine for place in self.free_old) or any(
            self.likeness(one, place) > mine for place in self.free_new
        )

    def similar(self) -> None:
        """Join what is similar, the closest first."""
        self.expected()
        scores = [
            (score - ELSEWHERE * self.distance(one, other), one, other)
            for one in self.free_old
            for other in self.free_new
            if (score := self.likeness(one, other)) >= ALIKE
        ]
        for _score, one, other in sorted(scores, key=lambda found: (-found[0], found[1], found[2])):
            self.join(one, other, SIMILARITY)


def match(old: Sequence[Leaf], new: Sequence[Leaf]) -> list[Pair]:
    """Pairs of the same provision in `old` and `new`, in the order of `new`; each stands in one pair at most."""
    found = _Matching(old, new)

    def same_number(one: int, other: int) -> bool:
        return old[one].number == new[other].number

    found.by(lambda leaf: leaf.identity, IDENTITY, lambda _one, _other: True)
    found.by(lambda leaf: leaf.plain, NUMBER, same_number)
    found.by(lambda leaf: leaf.plain, SIMILARITY, lambda _one, _other: True)
    found.by(
        lambda leaf: leaf.number,
        NUMBER,
        lambda one, other: found.likeness(one, other) >= SURE and not found.closer_elsewhere(one, other),
    )
    found.similar()
    found.by(lambda leaf: leaf.number, NUMBER, lambda _one, _other: True)
    return sorted(found.pairs, key=lambda pair: pair.new)


def moved(pairs: Iterable[Pair]) -> set[int]:
    """Places in the new list of those that left their order: the fewest whose absence leaves the rest in order."""
    ordered = sorted(pairs, key=lambda pair: pair.new)
    length = [1] * len(ordered)
    back = [-1] * len(ordered)
    for place, pair in enumerate(ordered):
        for earlier in range(place):
            if ordered[earlier].old < pair.old and length[earlier] + 1 > length[place]:
                length[place], back[place] = length[earlier] + 1, earlier
    at = max(range(len(ordered)), key=lambda place: length[place], default=-1)
    kept = set[int]()
    while at >= 0:
        kept.add(at)
        at = back[at]
    return {pair.new for place, pair in enumerate(ordered) if place not in kept}
