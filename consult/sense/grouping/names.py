"""What a group is called until an officer names it: the words that its comments have and others have not."""

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Sequence

TERMS = 3
LEAST_SHARE = 0.12  # of a group's comments
TWO = 1.35  # what a pair of neighbouring words is worth more than one word
LONGEST = 60


class Names:
    """Knows how often every word and pair stands in all comments."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        self._often: Counter[str] = Counter()
        self._texts = 0
        for words in texts:
            self._texts += 1
            self._often.update(_terms(words))

    def of(self, texts: Sequence[Sequence[str]]) -> str:
        """The three terms that tell these texts from all others, like "รถดีเซล · ควันดำ · ตรวจสภาพ"."""
        inside: Counter[str] = Counter()
        for words in texts:
            inside.update(_terms(words))
        least = max(2, LEAST_SHARE * len(texts))
        scored = sorted(
            ((-self._score(term, count, len(texts)), term) for term, count in inside.items() if count >= least)
        )
        chosen: list[str] = []
        for _score, term in scored:
            if not any(_overlap(term, other) for other in chosen):
                chosen.append(term)
            if len(chosen) == TERMS:
                break
        return " · ".join(chosen)

    def _score(self, term: str, count: int, size: int) -> float:
        rare = math.log((1 + self._texts) / self._often[term])
        return count / size * rare * (TWO if "\u200b" in term else 1) if rare > 0 else 0.0


def readable(name: str) -> str:
    """A name as people read it: Thai words of a pair stand together, others apart."""
    words = []
    for term in name.split(" · "):
        first, _mark, second = term.partition("\u200b")
        thai = "\u0e00" <= first[-1:] <= "\u0e7f" and "\u0e00" <= second[:1] <= "\u0e7f"
        words.append(first + ("" if thai or not second else " ") + second)
    return " · ".join(words)[: LONGEST * TERMS // 2]


def _terms(words: Sequence[str]) -> set[str]:
    """The telling words, and each two of them that stand side by side. An empty word marks a gap."""
    single = {word for word in words if word}
    pairs = itertools.pairwise(words)
    return single | {f"{first}\u200b{second}" for first, second in pairs if first and second and first != second}


def _overlap(one: str, other: str) -> bool:
    return bool(set(one.split("\u200b")) & set(other.split("\u200b"))) or one in other or other in one
