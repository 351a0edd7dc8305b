"""Reading a Thai Act into sections, paragraphs and items. Pure: text in, tree out.

The shape of a section: มาตรา, then one วรรค for each line, then อนุมาตรา for lines that begin with a number
in brackets, which belong to the paragraph above them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from consult.texts.kinds import Kind
from consult.texts.numbers import NUMBER, arabic, token

_NUMBERED = re.compile(rf"^มาตรา\s*{NUMBER}\s*")
_ITEM = re.compile(r"^\(([๐-๙0-9]+(?:/[๐-๙0-9]+)?|[ก-ฮ])\)\s*")
_CHAPTER = re.compile(r"^(หมวด\s*[๐-๙0-9/]+)\s*(.*)$")
_UNNUMBERED = {
    "คำปรารภ": Kind.PREAMBLE,
    "บทเฉพาะกาล": Kind.TRANSITIONAL,
    "หมายเหตุ": Kind.NOTE,
}


@dataclass(frozen=True)
class Node:
    """One provision: `label` as printed (Thai digits kept), `eid` in ASCII and Arabic digits for addresses."""

    kind: Kind
    eid: str
    label: str
    text: str = ""
    children: Sequence["Node"] = field(default=())
    heading: str = ""


def read_act(provisions: Iterable[Mapping[str, Any]]) -> list[Node]:
    """The provisions of one Act in the section-by-section JSON form, in their order; sections inside their chapters.

    Raises ValueError for an entry that is neither a section nor one of the known unnumbered parts.
    """
    read: list[Node] = []
    chapter: Node | None = None
    notes = 0  # what stands after a note belongs to an amending Act, which numbers its sections from one
    for entry in provisions:
        found = _CHAPTER.match(str(entry["title"]).strip())
        part = _chapter(str(entry["content"])) if found else _part(entry, f"amd_{notes}__" if notes else "")
        notes += part.kind == Kind.NOTE
        if part.kind == Kind.SECTION and chapter:
            chapter = read[-1] = replace(chapter, children=(*chapter.children, part))
            continue
        chapter = part if found else None
        read.append(part)
    return read


def inside(body: str, eid: str) -> list[Node]:
    """The paragraphs and items of one provision: a line each, items beginning with their number in brackets."""
    return list(_paragraphs(body, eid))


def address(number: str) -> str:
    """The address of a section from its number as somebody typed it: ๔๓/๑ or มาตรา 43/1 give sec_43-1; or nothing."""
    plain = token(number.replace("มาตรา", ""))
    return f"sec_{plain}" if plain else ""


def _chapter(content: str) -> Node:
    """A chapter without its sections: หมวด ๑ and its heading."""
    found = _CHAPTER.match(" ".join(content.split()))
    if found is None:
        raise ValueError(f"Not the heading of a chapter: {content!r}")
    number = re.sub(r"[^0-9]+", "-", arabic(found.group(1)).removeprefix("หมวด").strip())
    return Node(Kind.CHAPTER, f"chp_{number}", found.group(1), heading=found.group(2))


def _part(entry: Mapping[str, Any], before: str) -> Node:
    title, content = str(entry["title"]).strip(), str(entry["content"]).strip()
    kind = _UNNUMBERED.get(title)
    if kind is not None:
        body = "" if content == title else re.sub(rf"^{title}\s*(:-)?\s*", "", content)
        eid = before + kind.value
        return Node(kind, eid, title, children=tuple(_paragraphs(body, eid)))
    number = arabic(title.removeprefix("มาตรา").strip())
    if not title.startswith("มาตรา") or not number:
        raise ValueError(f"Neither a section nor a known part: {title!r}")
    eid = before + address(number)
    label = _NUMBERED.match(content)
    printed = label.group().strip() if label else f"มาตรา {number}"
    return Node(Kind.SECTION, eid, printed, children=tuple(_paragraphs(_NUMBERED.sub("", content, count=1), eid)))


def _paragraphs(body: str, eid: str) -> Iterator[Node]:
    """One node for each paragraph, its items inside."""
    text, items, number = "", list[Node](), 0
    for line in filter(None, (line.strip() for line in body.split("\n"))):
        found = _ITEM.match(line)
        if found and number:
            items.append(_item(line, found, f"{eid}__para_{number}", len(items) + 1))
            continue
        if number:
            yield Node(Kind.PARAGRAPH, f"{eid}__para_{number}", "", text, tuple(items))
        text, items, number = line, [], number + 1
    if number:
        yield Node(Kind.PARAGRAPH, f"{eid}__para_{number}", "", text, tuple(items))


def _item(line: str, found: "re.Match[str]", above: str, position: int) -> Node:
    return Node(Kind.ITEM, f"{above}__item_{position}", f"({found.group(1)})", line[found.end() :])
