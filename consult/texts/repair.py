"""Repairing what office programs, PDF and old encodings do to Thai text. Pure: says what it did and what it doubts.

Each repair is one pattern whose left side cannot occur in sound Thai, so that sound text goes through unchanged.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Sentence

# Fonts of the nineties placed vowels and tone marks by private code points (U+F700 to U+F71A).
_PRIVATE = dict(
    zip(
        range(0xF700, 0xF71B),
        "ฐ\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4cญ\u0e31\u0e4d\u0e47"
        "\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a",
        strict=True,
    )
)
_QUOTES = {0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x85: "…", 0x96: "–", 0x97: "—"}


class Repair(NamedTuple):
    """One kind of damage: its name, what it looks like, and what is put there."""

    name: str
    words: Sentence
    found: re.Pattern[str]
    put: str | Callable[[re.Match[str]], str]


REPAIRS = (
    Repair("invisible", _("invisible characters taken out"), re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]"), ""),
    Repair("space", _("fixed spaces made ordinary ones"), re.compile("[\u00a0\u2007\u202f]"), " "),
    Repair(
        "quotes", _("quotation marks of an old encoding"), re.compile("[\x85\x91-\x94\x96\x97]"),
        lambda found: _QUOTES[ord(found.group())],
    ),
    Repair(
        "private", _("vowels and tone marks of old fonts"), re.compile("[\uf700-\uf71a]"),
        lambda found: _PRIVATE[ord(found.group())],
    ),
    Repair("sara-am", _("สระอำ put together again"), re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32"), "\\1\u0e33"),
    Repair("tone-am", _("tone mark and สระอำ in their order"), re.compile("\u0e33([\u0e48-\u0e4b])"), "\\1\u0e33"),
    # No Thai word begins with า: between a consonant and another letter the space was an ำ that lost its circle.
    Repair(
        "split-am", _("“ส าคัญ” made “สำคัญ”"),
        re.compile("([ก-ฮ][\u0e48-\u0e4b]?) \u0e32(?=[ก-ฮเ-ไ\\s]|$)"), "\\1\u0e33",
    ),
    Repair("sara-ae", _("two เ made one แ"), re.compile("\u0e40\u0e40"), "\u0e41"),
    Repair(
        "order", _("vowels and tone marks in their order"),
        re.compile("([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e3a\u0e47])"), "\\2\\1",
    ),
    Repair(
        "twice", _("vowels and tone marks written twice"),
        re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4d])\\1+"), "\\1",
    ),
    Repair(
        "control", _("control characters taken out"),
        re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x90\x95\x98-\x9f]"), "",
    ),
)  # fmt: skip

# What can be shown but not mended by rule.
DOUBTS = (
    (_("a character that could not be read"), re.compile("[\ufffd\ue000-\uf6ff\uf71b-\uf8ff]")),
    (
        _("a vowel or tone mark without a letter"),
        re.compile("(?:^|[\\s(“])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", re.MULTILINE),
    ),
    (_("a letter with two tone marks"), re.compile("[\u0e48-\u0e4b]{2}")),
)  # fmt: skip


@dataclass
class Report:
    """What reading did and could not do: repairs by kind, doubtful places, what was left out, what has no place."""

    repaired: dict[str, int] = field(default_factory=dict)
    doubtful: list[tuple[str, str]] = field(default_factory=list)  # what is odd, and the words around it
    left_out: list[str] = field(default_factory=list)  # footnotes, clerks' names
    unplaced: list[str] = field(default_factory=list)  # lines that stand nowhere in the law
    problems: list[str] = field(default_factory=list)  # two sections of one number, a number skipped

    def count(self, name: str, times: int) -> None:
        """Add to one kind of repair."""
        if times:
            self.repaired[name] = self.repaired.get(name, 0) + times


def repair(text: str, report: Report) -> str:
    """Sound Thai in NFC; what was done goes into `report`."""
    for one in REPAIRS:
        text, times = one.found.subn(one.put, text)
        report.count(one.name, times)
    for what, pattern in DOUBTS:
        report.doubtful.extend((str(what), _around(text, found.start())) for found in pattern.finditer(text))
    return unicodedata.normalize("NFC", text)


COUNTED = {
    "wraps": _("lines joined that were only wrapped"),
    "footnotes": _("footnote marks taken off numbers"),
    "numbers": _("numbers joined to the word before them"),
}


def in_words(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """What was repaired, in words, the most frequent first."""
    names = {one.name: one.words for one in REPAIRS} | COUNTED
    return sorted(((str(names[name]), times) for name, times in counts.items()), key=lambda row: -row[1])


def unwrap(text: str, report: Report) -> str:
    """One line a paragraph: where both line ends occur, CRLF only wrapped the line (word processors' HTML)."""
    if "\r\n" in text and re.search(r"(?<!\r)\n", text):
        report.count("wraps", text.count("\r\n"))
        text = re.sub(r"[ \t\u00a0]*\r\n[ \t\u00a0]*", " ", text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _around(text: str, place: int) -> str:
    return " ".join(text[max(0, place - 20) : place + 20].split())
