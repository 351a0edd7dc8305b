"""A drafted text pasted by a citizen, read by the reader of hearings (`consult.texts.outline`).

That reader knows มาตรา. An ordinance counts in ข้อ, an English draft in Section: such heads are written as มาตรา for
the reader and get their own word back afterwards.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from consult.texts.kinds import Kind
from consult.texts.numbers import NUMBER
from consult.texts.outline import read_text
from consult.texts.reading import Node
from consult.texts.repair import Report, in_words
from petitions.models import Petition

UNTIL = 100  # odd places named on a page
_HEAD = re.compile(rf"^[ \t]*(มาตรา|ข้อ|Section|Clause)[ \t]*({NUMBER})[ \t]*[.:]?(?=\s|$)[ \t]*", re.MULTILINE)
_BREAK = re.compile(r"\r\n?")
_INSIDE = (Kind.PARAGRAPH, Kind.ITEM)
_HEADINGS = (Kind.BOOK, Kind.TITLE, Kind.CHAPTER, Kind.PART)


@dataclass(frozen=True)
class Reading:
    """What was read in a draft, and what happened on the way."""

    sections: list[dict[str, str]]
    report: Report

    @property
    def count(self) -> int:
        """How many sections (มาตรา, ข้อ) there are."""
        return sum(not part.get("level") for part in self.sections)

    @property
    def headings(self) -> int:
        """How many headings (ภาค, ลักษณะ, หมวด, ส่วนที่, บทที่) there are."""
        return sum(part.get("level") == "heading" for part in self.sections)

    @property
    def repaired(self) -> list[tuple[str, int]]:
        """What was repaired, in words, the most frequent first."""
        return in_words(self.report.repaired)

    @property
    def doubtful(self) -> list[tuple[str, str]]:
        """What is odd and the words around it."""
        return self.report.doubtful[:UNTIL]

    @property
    def sound(self) -> bool:
        """Whether nothing asks to be looked at."""
        report = self.report
        return not (report.problems or report.doubtful or report.unplaced or report.left_out)


def read(text: str) -> Reading:
    """The parts of `text` in order, headings among them, with the report. Never raises."""
    plain = _BREAK.sub("\n", text)
    first = _HEAD.search(plain)
    word = first.group(1) if first else "มาตรา"
    nodes, report = read_text(_HEAD.sub(lambda head: f"{_as_section(head, word)} ", plain))
    parts = [part for node in nodes for part in _parts(node, word)]
    if word != "มาตรา":
        own = replace(report, problems=[problem.replace("มาตรา ", f"{word} ", 1) for problem in report.problems])
        return Reading(parts, own)
    return Reading(parts, report)


def sections_of(text: str) -> list[dict[str, str]]:
    """The parts of `text` as a petition keeps them: {"label", "text"}, and "level" for what is no section."""
    return read(text).sections


def text_of(sections: Sequence[dict[str, str]]) -> str:
    """The parts as one text again, for editing."""
    return "\n\n".join(_written(part) for part in sections)


def words_of(petition: Petition) -> str:
    """The draft for editing: as it was pasted, or else what is kept, written out."""
    return petition.pasted or text_of(petition.sections)


def no_section() -> str:
    """The sentence for a draft in which nothing was found."""
    return _(
        "No section was found in this text. Begin each section on a new line with its number: "
        "มาตรา ๑ …, or ข้อ ๑ … for an ordinance."
    )


def _as_section(head: re.Match[str], word: str) -> str:
    """Heads of the draft's own kind as มาตรา; a line that begins with another word is only a line."""
    return f"มาตรา {head.group(2)}" if head.group(1) == word else head.group().strip()


def _parts(node: Node, word: str) -> Iterator[dict[str, str]]:
    text = "\n".join(line for child in node.children if child.kind in _INSIDE for line in _lines(child))
    label = f"{node.label} {node.heading}".strip()
    if node.kind == Kind.SECTION:
        yield {"label": node.label.replace("มาตรา", word, 1), "text": text}
    else:
        yield {"label": label, "text": text, "level": "heading" if node.kind in _HEADINGS else "part"}
    for child in node.children:
        if child.kind not in _INSIDE:
            yield from _parts(child, word)


def _lines(node: Node) -> Iterator[str]:
    yield f"{node.label} {node.text}".strip()
    for child in node.children:
        yield from _lines(child)


def _written(part: dict[str, str]) -> str:
    between = "\n" if part.get("level") else " "
    return f"{part['label']}{between}{part['text']}".strip()
