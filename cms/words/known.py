"""A dictionary to cut by, small enough for every process: one set of words instead of a node for each letter.

It answers like the trie of PyThaiNLP and stands in its place with a seventh of its memory, since every process of the
site that searches holds one (docs/decisions/0006-loaded-with-the-first-use.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import override

from pythainlp.util import Trie

HEAD = 3  # letters by which the lengths of the words that begin so are found
SHORTER = tuple(range(1, HEAD))


class Dictionary(Trie):
    """Words, and the lengths that words with the same first letters have."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word.strip() for word in words)
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in self._words:
            if len(word) >= HEAD:
                lengths[word[:HEAD]].add(len(word))
        self._lengths: dict[str, tuple[int, ...]] = {}
        same: dict[tuple[int, ...], tuple[int, ...]] = {}  # heads share their lists of lengths
        for head, found in lengths.items():
            ordered = (*SHORTER, *sorted(found))
            self._lengths[head] = same.setdefault(ordered, ordered)

    @override
    def add(self, word: str) -> None:
        """Nothing is added later."""
        raise TypeError("This dictionary is made once.")

    @override
    def remove(self, word: str) -> None:
        """Nothing is taken out later."""
        raise TypeError("This dictionary is made once.")

    @override
    def prefixes(self, text: str, start: int = 0) -> list[str]:
        """The words that stand in `text` at `start`, the shortest first."""
        found = []
        for length in self._lengths.get(text[start : start + HEAD], SHORTER):
            word = text[start : start + length]
            if len(word) < length:
                break
            if word in self._words:
                found.append(word)
        return found

    @override
    def __contains__(self, key: str) -> bool:
        return key in self._words

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    @override
    def __len__(self) -> int:
        return len(self._words)
