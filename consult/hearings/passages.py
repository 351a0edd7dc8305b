"""The words of a part as people quote them: lines of the provision, each with the place where it begins."""

from collections.abc import Iterator
from dataclasses import dataclass

from consult.texts import figures as texts
from consult.texts.figures import Part
from consult.texts.kinds import Kind
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
    for one in _inside(part):
        lead = f"{one.label} " if one.kind == Kind.ITEM and one.label else ""
        found.append(Line(one.eid, lead.strip(), one.text, at + len(lead)))
        at += len(lead) + len(one.text) + 1
    return found


def _inside(part: Part) -> Iterator[Part]:
    """What has words, in reading order."""
    if part.text:
        yield part
    for child in part.children:
        yield from _inside(child)


def words(part: Part) -> str:
    """The whole part as plain text: one line a paragraph or item, items with their numbers."""
    return "\n".join(f"{line.label} {line.text}" if line.label else line.text for line in lines(part))


def words_of(version: TextVersion, eid: str) -> str:
    """The same by address; empty for what is no part. One query."""
    found = texts.parts(version, eid) if eid else []
    return words(found[0]) if found else ""
