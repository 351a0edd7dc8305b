"""Sentences in both languages that travel as data: stamped on petitions, written by authorities."""

from collections.abc import Mapping

from django.utils.functional import lazystr
from django.utils.translation import get_language, override

from accounts.refusals import Sentence


def as_data(sentence: Sentence) -> dict[str, str]:
    """The sentence in each language."""
    found = {}
    for language in ("th", "en"):
        with override(language):
            found[language] = str(sentence)
    return found


def from_data(words: Mapping[str, str]) -> Sentence:
    """A sentence that shows itself in the reader's language; the other language when one is empty."""
    return lazystr(_Chosen(words.get("th", ""), words.get("en", "")))


class _Chosen:
    def __init__(self, thai: str, english: str) -> None:
        self.thai, self.english = thai, english

    def __str__(self) -> str:
        english = not (get_language() or "th").startswith("th")
        return (self.english or self.thai) if english else (self.thai or self.english)
