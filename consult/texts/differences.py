"""What changed between two texts, word by word. Pure: two strings in, a list of changes out.

Thai is cut into words (newmm), each word stands for one character of a private plane, and Myers' algorithm compares
those; small agreements inside a large change are then given up (semantic cleanup), so that people read phrases and not
syllables. Spaces, digits in the other script and forms of quotation marks are no change.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from diff_match_patch import diff_match_patch

from cms import words

PLANE = 0xF0000  # plane 15: 65,534 characters that no text contains
ALIKE = 0.25  # texts that share less than a quarter of their words are shown one after the other
PATIENCE = 0.3  # seconds for one pair; after that the comparison is coarser, never wrong
CONTEXT = 14  # words left on each side of a change where only changes are shown

_NUMBER = re.compile(r"\([0-9๐-๙/]+\)|\([ก-ฮ]\)|[0-9๐-๙]+(?:[/.,:][0-9๐-๙]+)*|\n")
_SPACE = re.compile(r"[^\S\n]+")
_NUMERAL = re.compile(r"(?:หนึ่ง|เอ็ด|สอง|ยี่|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน)+")
# What cannot begin a cluster: vowels after, above and below, tone marks, ำ, ๆ and joining marks.
_TRAILING = re.compile(r"[\u0e30-\u0e3a\u0e45-\u0e4e\u0300-\u036f\u200c\u200d]")
_LEADING = re.compile(r"[เ-ไ]$")
_QUOTES = str.maketrans("“”„‟«»\u0093\u0094‘’‚‛\u0091\u0092", '""""""""' + "''''''")


class Kind(StrEnum):
    """What happened to some words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Change:
    """Some words and what happened to them. Words that stayed are given as the newer text prints them."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class _Word:
    """A word as printed, with the spaces after it, and what it is compared by."""

    printed: str
    key: str


def differences(before: str, after: str) -> list[Change]:
    """The words of `before` and `after` as one list: what stayed, what was removed, what was added.

    Without the added the printed words are those of `before` (but for spaces and forms of digits); without the
    removed they are exactly `after`.
    """
    if before == after:
        return [Change(Kind.SAME, after)] if after else []
    old, new = _words(before), _words(after)
    if _shared(old, new) < ALIKE:
        return _changes([(Kind.REMOVED, old), (Kind.ADDED, new)])
    return _changes(_compared(old, new))


def is_changed(changes: Iterable[Change]) -> bool:
    """Whether anything was removed or added."""
    return any(change.kind in (Kind.REMOVED, Kind.ADDED) for change in changes)


def same(before: str, after: str) -> bool:
    """Whether two texts say the same, however digits, quotation marks and spaces are typed. Cuts no words."""
    return before == after or _SPACE.sub("", _plain(before)).strip() == _SPACE.sub("", _plain(after)).strip()


def around(changes: Sequence[Change], context: int = CONTEXT) -> list[Change]:
    """Only the changes, each with some words before and after; what is left out becomes one `SKIPPED`."""
    shown: list[Change] = []
    for place, change in enumerate(changes):
        cut = _words(change.text) if change.kind == Kind.SAME else []
        head, tail = (context if place else 0), (context if place + 1 < len(changes) else 0)
        if len(cut) <= head + tail + context:
            shown.append(change)
            continue
        shown += _changes([(Kind.SAME, cut[:head])])
        shown.append(Change(Kind.SKIPPED, ""))
        shown += _changes([(Kind.SAME, cut[len(cut) - tail :])])
    return shown


def similarity(before: str, after: str) -> float:
    """Between 0 and 1: the share of words that two texts have in common (Dice), whatever their order."""
    return _shared(_words(before), _words(after))


def _words(text: str) -> list[_Word]:
    """Words, numbers and marks in order; joined as printed they are `text`."""
    found: list[str] = []
    for token in _tokens(text):
        if found and (_SPACE.fullmatch(token) or _belongs(found[-1], token)):
            found[-1] += token
        else:
            found.append(token)
    return [_Word(token, _key(token)) for token in found]


def _belongs(before: str, token: str) -> bool:
    """Whether a cut between these two would go through a cluster of letters or a number in words."""
    if _NUMERAL.fullmatch(before) and _NUMERAL.fullmatch(token):
        return True
    return bool(_TRAILING.match(token) or _LEADING.search(before)) and not before[-1:].isspace()


def _tokens(text: str) -> Iterator[str]:
    place = 0
    for number in _NUMBER.finditer(text):
        yield from words.pieces(text[place : number.start()])
        yield number.group()
        place = number.end()
    yield from words.pieces(text[place:])


def _key(token: str) -> str:
    return _plain(token).strip(" ") or token[:1]


def _plain(text: str) -> str:
    return words.same_letters(_SPACE.sub(" ", text)).translate(_QUOTES)


def _shared(old: Sequence[_Word], new: Sequence[_Word]) -> float:
    if not old or not new:
        return 0.0
    ours, theirs = Counter(word.key for word in old), Counter(word.key for word in new)
    return 2 * sum((ours & theirs).values()) / (len(old) + len(new))


def _compared(old: Sequence[_Word], new: Sequence[_Word]) -> Iterator[tuple[Kind, Sequence[_Word]]]:
    """Runs of words, each with what happened to it."""
    letters = {"\n": "\n"}  # a line end stands for itself: changes are moved to begin and end at one where they can
    for word in (*old, *new):
        letters.setdefault(word.key, chr(PLANE + len(letters)))
    compare = diff_match_patch()
    compare.Diff_Timeout = PATIENCE
    runs = compare.diff_main(*("".join(letters[word.key] for word in side) for side in (old, new)), False)
    compare.diff_cleanupSemantic(runs)
    at_old = at_new = 0
    for operation, run in runs:
        size = len(run)
        if operation == compare.DIFF_DELETE:
            yield Kind.REMOVED, old[at_old : at_old + size]
        else:
            yield (Kind.ADDED if operation == compare.DIFF_INSERT else Kind.SAME), new[at_new : at_new + size]
        at_old += size if operation != compare.DIFF_INSERT else 0
        at_new += size if operation != compare.DIFF_DELETE else 0


def _changes(runs: Iterable[tuple[Kind, Sequence[_Word]]]) -> list[Change]:
    made = (Change(kind, "".join(word.printed for word in run)) for kind, run in runs if run)
    return [change for change in made if change.text]
