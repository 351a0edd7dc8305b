"""The words of a part as people quote them: lines of the provision, each with the place where it begins."""

from dataclasses import dataclass

from consult.texts import figures as texts
from consult.texts.figures import Part
from consult.texts.models import TextVersion


@dataclass(frozen=True)
class Line:
    """One paragraph or item: its address, its number as printed, its words, and where they begin in the whole."""

    eid: str
    label: str
    text: str
    at: int


def lines(part: Part) -> list[Line]:
    """The paragraphs and items of a part, one line each."""
    found: list[Line] = []
    at = 0
    for paragraph in part.children:
        for one, label in [(paragraph, ""), *((item, item.label) for item in paragraph.children)]:
            lead = f"{label} " if label else ""
            if found:
                at += 1
            found.append(Line(one.eid, label, one.text, at + len(lead)))
            at += len(lead) + len(one.text)
    return found


def words(part: Part) -> str:
    """The whole part as plain text: one line a paragraph or item, items with their numbers."""
    return "\n".join(f"{line.label} {line.text}" if line.label else line.text for line in lines(part))


def words_of(version: TextVersion, eid: str) -> str:
    """The same by address; empty for what is no part. One query."""
    found = texts.parts(version, eid) if eid else []
    return words(found[0]) if found else ""
