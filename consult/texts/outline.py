"""Reading the running text of a Thai law or draft into its tree. Pure: text in, tree and report out.

A law goes: its name, the preamble, sections (มาตรา) under headings (ภาค, ลักษณะ, หมวด, ส่วนที่, บทที่, บทเฉพาะกาล), who
countersigned, the note with its reasons; a consolidated text then adds what is left of each amending Act.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext as _

from consult.texts.kinds import Kind
from consult.texts.numbers import NUMBER, token
from consult.texts.reading import Node, inside
from consult.texts.repair import Report, repair, unwrap

# Headings from the widest to the narrowest: the word, the kind of node, the beginning of its address.
HEADINGS = (
    ("ภาค", Kind.BOOK, "book"),
    ("ลักษณะ", Kind.TITLE, "title"),
    ("หมวด", Kind.CHAPTER, "chp"),
    ("ส่วนที่", Kind.PART, "part"),
    ("บทที่", Kind.PART, "subpart"),
)
_RANK = {word: rank for rank, (word, _kind, _prefix) in enumerate(HEADINGS)}
_MARK = re.compile(r"(?<=\S)?\[[๐-๙0-9]+\]")
_FOOTNOTE = re.compile(r"^\[[๐-๙0-9]+\]")
_HEADING = re.compile(rf"^({'|'.join(_RANK)})\s*({NUMBER})\s*(.*)$")
_SECTION = re.compile(rf"^มาตรา\s*({NUMBER})(?=\s|$)\s*(.*)$")
_LONE = re.compile(r"^(มาตรา|หมวด|ส่วนที่|ลักษณะ|ภาค|บทที่)$")
_TRANSITIONAL = re.compile(r"^บทเฉพาะกาล$")
_NOTE = re.compile(r"^หมายเหตุ\s*(?::-|:)?\s*(.*)$")
_SIGNED = re.compile(r"^ผู้รับสนองพระ(?:บรม)?ราชโองการ")
_AMENDING = re.compile(
    r"^(?=.{1,160}$|.*พ\.ศ\. [๐-๙0-9]{4}$)"  # a title longer than that ends in its year
    r"(?:พระราชบัญญัติ|พระราชกำหนด|พระราชกฤษฎีกา|ประกาศของคณะปฏิวัติ|คำสั่ง|ประกาศ)"
    r".*(?:ฉบับที่|พ\.ศ\.|พุทธศักราช|ที่ [๐-๙0-9]+/[๐-๙0-9]{4} เรื่อง)"
)
LONGEST_TITLE = 300  # characters
_CLERK = re.compile(r"^[^\s/]+(?:\s[^\s/]+)?(?:/\S+)*/\s*(?:ผู้)?(?:จัดทำ|ตรวจ|ปรับปรุง|แก้ไข|เพิ่มเติม|พิมพ์)\s*$")
_DATE = re.compile(r"^[๐-๙0-9]{1,2}\s+\S+\s+[๐-๙0-9]{4}$")
LONGEST_HEADING = 160  # characters: a longer line is no title


@dataclass
class _Open:
    """A node being filled."""

    kind: Kind
    eid: str
    label: str = ""
    heading: str = ""
    rank: int = 99
    lines: list[str] = field(default_factory=list)
    children: list["_Open"] = field(default_factory=list)

    def node(self) -> Node:
        """The finished node."""
        own = inside("\n".join(self.lines), self.eid)
        return Node(self.kind, self.eid, self.label, "", (*own, *(one.node() for one in self.children)), self.heading)


def read_text(text: str) -> tuple[list[Node], Report]:
    """The provisions of a law or draft, and what happened on the way. Never raises: what is odd is in the report."""
    report = Report()
    sound = repair(unwrap(text, report), report)
    reader = _Reader(report)
    for line in _lines(sound, report):
        reader.take(line)
    return reader.finish(), report


def _lines(text: str, report: Report) -> list[str]:
    """The lines that belong to the law; "มาตรา" and its number on two lines are one again."""
    lines: list[str] = []
    for raw in text.split("\n"):
        line = re.sub(r"[ \t]+", " ", raw).strip()
        if _FOOTNOTE.match(line):
            report.left_out.append(line)
            continue
        line, marks = _MARK.subn("", line)
        report.count("footnotes", marks)
        if not line:
            continue
        if lines and _LONE.match(lines[-1]) and re.match(r"[๐-๙0-9]", line):
            report.count("numbers", 1)
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line.strip())
    return lines


class _Reader:
    """Takes the lines in their order and knows what is open."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.roots: list[_Open] = []
        self.above: list[_Open] = []  # the headings that are open, the widest first
        self.now: _Open | None = None  # where an ordinary line goes
        self.prefix = ""  # of an amending Act's addresses
        self.amending = 0
        self.ended = False  # the countersignature has been read
        self.title = True  # the law's own name is still being read
        self.used: dict[str, int] = {}

    def take(self, line: str) -> None:
        """Put one line where it belongs."""
        for pattern, place in (
            (_SECTION, self._section), (_HEADING, self._heading), (_TRANSITIONAL, self._transitional),
            (_NOTE, self._note), (_SIGNED, self._signed),
        ):  # fmt: skip
            found = pattern.match(line)
            if found and place(found):
                return
        if self.ended and self._after_the_end(line):
            return
        self._ordinary(line)

    def finish(self) -> list[Node]:
        """The tree; what is missing as a whole is said."""
        if not any(one.kind == Kind.SECTION for one in _all(self.roots)):
            self.report.problems.append(_("No section (มาตรา) was found in this text."))
        self.report.doubtful.extend(_skipped(_all(self.roots)))
        return [one.node() for one in self.roots]

    def _section(self, found: re.Match[str]) -> bool:
        number = found.group(1)
        node = self._add(Kind.SECTION, f"{self.prefix}sec_{token(number)}", f"มาตรา {' '.join(number.split())}")
        if found.group(2):
            node.lines.append(found.group(2))
        return True

    def _heading(self, found: re.Match[str]) -> bool:
        word, number, rest = found.groups()
        if len(rest) > LONGEST_HEADING or self.ended:
            return False
        rank = _RANK[word]
        _word, kind, prefix = HEADINGS[rank]
        self.above = [one for one in self.above if one.rank < rank]
        above = f"{self.above[-1].eid}__" if self.above else ""
        node = self._add(kind, f"{above}{prefix}_{token(number)}", f"{word} {' '.join(number.split())}", rank=rank)
        node.heading = rest
        self.above.append(node)
        return True

    def _transitional(self, found: re.Match[str]) -> bool:
        if self.ended:
            return False
        self.above = []
        self.above = [self._add(Kind.TRANSITIONAL, "transitional", found.group(), rank=0)]
        return True

    def _note(self, found: re.Match[str]) -> bool:
        if not self.ended and not self.roots:
            return False
        self.ended = True
        self.above = self.above if self.amending else []
        node = self._add(Kind.NOTE, f"{self.prefix}note", "หมายเหตุ")
        if found.group(1):
            node.lines.append(found.group(1))
        return True

    def _signed(self, found: re.Match[str]) -> bool:
        self.ended, self.above = True, []
        self.now = None
        self.report.left_out.append(found.string)
        return True

    def _after_the_end(self, line: str) -> bool:
        """What follows the countersignature: amending Acts begin, names and clerks' marks are left out."""
        if _AMENDING.match(line) and len(line) <= LONGEST_TITLE:
            self.amending += 1
            self.prefix, self.above = "", []
            node = self._add(Kind.TITLE, f"amd_{self.amending}", "", rank=0)
            node.heading = line
            self.prefix, self.above = f"amd_{self.amending}__", [node]
            self.now = node
            return True
        if _CLERK.match(line) or _DATE.match(line) or self.now is None:
            self.report.left_out.append(line)
            self.now = None if self.now and self.now.kind == Kind.NOTE else self.now
            return True
        return False

    def _ordinary(self, line: str) -> None:
        now = self.now
        if now is None:
            self._preamble(line)
        elif now.rank < 99 and not now.heading and not now.children and len(line) <= LONGEST_HEADING:
            now.heading = line
        elif now.rank < 99 and not now.children and len(now.heading) + len(line) < LONGEST_HEADING:
            now.heading = f"{now.heading} {line}"
        elif now.rank < 99 and now.kind != Kind.TRANSITIONAL and not self.amending:
            self.report.unplaced.append(line)
        else:
            now.lines.append(line)

    def _preamble(self, line: str) -> None:
        """Before the first section: the law's name and date, then the preamble from its first sentence on."""
        if self.title and not re.match(
            r"^(?:โดยที่|พระบาทสมเด็จ|สมเด็จพระ|มีพระบรมราชโองการ|ศุภมัสดุ|หลักการ|เหตุผล|คำปรารภ)", line
        ):
            self.report.left_out.append(line)
            return
        self.title = False
        self.now = self._add(Kind.PREAMBLE, "preamble", "คำปรารภ")
        if line != "คำปรารภ":
            self.now.lines.append(line)

    def _add(self, kind: Kind, eid: str, label: str, *, rank: int = 99) -> _Open:
        times = self.used[eid] = self.used.get(eid, 0) + 1
        if times > 1:
            if kind == Kind.SECTION:
                self.report.problems.append(_("%(label)s stands here twice.") % {"label": label})
            eid = f"{eid}-dup{times}" if kind == Kind.SECTION else f"{eid}_{times}"
        node = _Open(kind, eid, label, rank=rank)
        inner = self.above if rank == 99 else [one for one in self.above if one.rank < rank]
        (inner[-1].children if inner else self.roots).append(node)
        self.now, self.title = node, False
        return node


def _skipped(nodes: Sequence[_Open]) -> Iterator[tuple[str, str]]:
    """Where numbers of sections jump: a section was repealed, or lost on the way from the file."""
    own = [one for one in nodes if one.kind == Kind.SECTION and not one.eid.startswith("amd_")]
    for before, after in pairwise(own):
        low, high = (int(re.sub(r"\D.*", "", one.label.removeprefix("มาตรา ")) or 0) for one in (before, after))
        if high > low + 1:
            yield str(_("a number is skipped: repealed, or lost in the file?")), f"{before.label} … {after.label}"


def _all(nodes: Sequence[_Open]) -> list[_Open]:
    return [one for node in nodes for one in (node, *_all(node.children))]
