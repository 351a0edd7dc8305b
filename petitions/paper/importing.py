"""Sheets keyed elsewhere, as a CSV file: read whole first, then recorded sheet by sheet, with a report by line.

Columns (names as given, in any order, or their Thai headings): sheet, line, identity, given_name, family_name, birth,
area, card_seen, unreadable. UTF-8 with or without BOM, or TIS-620 / Windows-874; comma, semicolon or tab.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refused, Sentence
from petitions.models import Outcome, Petition, Sheet
from petitions.paper import codes, keying, roles, sentences
from petitions.paper.reading import Written, read

MOST_IN_A_REQUEST = 2_000  # lines; more in the background (petitions.paper.uploads) or by `manage.py paper import`
_HEADINGS = {
    "รหัสแผ่น": "sheet", "บรรทัด": "line", "เลขประจำตัวประชาชน": "identity", "ชื่อ": "given_name", "ชื่อสกุล": "family_name",
    "วันเกิด": "birth", "รหัสตำบล": "area", "เห็นบัตร": "card_seen", "อ่านไม่ออก": "unreadable",
}  # fmt: skip
_NEEDED = {"sheet", "line", "identity", "given_name", "family_name"}
_YES = {"1", "y", "yes", "x", "true", "ใช่", "✓"}
_RISKY = "=+-@\t\r"


@dataclass
class Report:
    """What became of a file: one row a line (sheet, line, code of the outcome, sentence), and sheets refused whole."""

    rows: list[tuple[str, str, str, Sentence]] = field(default_factory=list)
    counted: int = 0

    @property
    def counted_so_far(self) -> int:
        """Lines counted among those read so far."""
        return sum(code == Outcome.COUNTED for _sheet, _line, code, _why in self.rows)

    @property
    def refused(self) -> int:
        """Lines that were not counted."""
        return len(self.rows) - self.counted

    def as_csv(self) -> str:
        """The report as a file that a spreadsheet opens safely: no cell begins a formula."""
        out = io.StringIO()
        out.write("\ufeff")
        writer = csv.writer(out)
        writer.writerow(["sheet", "line", "outcome", "reason"])
        writer.writerows([[defuse(str(cell)) for cell in row] for row in self.rows])
        return out.getvalue()


def defuse(cell: str) -> str:
    """The cell, with an apostrophe before anything that a spreadsheet would run."""
    return f"'{cell}" if cell[:1] in _RISKY and cell != "-" else cell


def decode(content: bytes) -> str:
    """The text of a file in UTF-8 or TIS-620. Raises Refused for neither."""
    for encoding in ("utf-8-sig", "cp874"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(_("This file is neither UTF-8 nor TIS-620 text. Save it as CSV."))


def parse(text: str) -> dict[str, list[Written]]:
    """Lines by sheet code as typed. Raises Refused when a column is missing or the file is no table."""
    if "\0" in text:
        raise Refused(_("This is not a CSV file."))
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    reader.fieldnames = [_column(name) for name in reader.fieldnames or []]
    missing = sorted(_NEEDED - set(reader.fieldnames))
    if missing:
        raise Refused(format_lazy(_("These columns are missing: {names}."), names=", ".join(missing)))
    found: dict[str, list[Written]] = defaultdict(list)
    try:
        for row in reader:
            typed = _cell(row, "sheet").upper()
            found[_bare(typed) or typed].append(_written(row))
    except csv.Error:
        raise Refused(_("This is not a CSV file.")) from None
    return found


def load(
    *, by: User, petition: Petition, text: str, most: int = 0, progress: Callable[["Report", int], None] | None = None
) -> Report:
    """Record every sheet of the file that is not recorded yet; each sheet is one transaction.

    A sheet that is refused (unknown code, keyed before) is reported with its reason and stops no other.
    Raises NotEligible for other roles (by the first sheet), Refused for a file that is no table or longer than `most`.
    """
    roles.require(by, petition, roles.KEYING)
    by_sheet = parse(text)
    total = sum(map(len, by_sheet.values()))
    if most and total > most:
        words = _("The file has {total} lines; here at most {most} are read. Use the command for larger files.")
        raise Refused(format_lazy(words, total=total, most=most))
    report, known, done = Report(), _sheets(petition, by_sheet), 0
    for typed, lines in by_sheet.items():
        report.rows.extend(_record(by, known.get(_bare(typed)), typed, lines))
        done += len(lines)
        if progress:
            progress(report, done)
    report.counted = report.counted_so_far
    return report


def _record(
    by: User, sheet: Sheet | None, typed: str, lines: Sequence[Written]
) -> Iterator[tuple[str, str, str, Sentence]]:
    if sheet is None:
        why: Sentence = _("No sheet of this petition has this code.")
        yield from ((typed, str(line.number), "sheet", why) for line in lines)
        return
    try:
        done = keying.record(by=by, sheet=sheet, lines=[read(line) for line in lines if not line.blank])
    except Refused as refusal:
        why = refusal.reasons[0] if refusal.reasons else refusal.title
        yield from ((typed, str(line.number), refusal.code, why) for line in lines)
        return
    for line in done.lines:
        yield sheet.code, str(line.number), line.outcome, sentences.REASONS[line.outcome]


def _sheets(petition: Petition, typed: Mapping[str, object]) -> dict[str, Sheet]:
    wanted = [_bare(code) for code in typed]
    rows = Sheet.objects.filter(petition=petition, code__in=wanted)
    found = {row.code: row for row in rows}
    for row in found.values():
        row.petition = petition
    return found


def _bare(typed: str) -> str:
    try:
        return codes.compact(typed)
    except ValidationError:
        return ""


def _column(name: str | None) -> str:
    plain = (name or "").strip().lower()
    return _HEADINGS.get(plain, plain)


def _cell(row: Mapping[str, object], name: str) -> str:
    value = row.get(name)
    text = value.strip() if isinstance(value, str) else ""
    # Spreadsheets guard numbers as ="1234…" or '1234…
    return text.removeprefix("=").strip('"').removeprefix("'")[:200]


def _written(row: Mapping[str, object]) -> Written:
    number = _cell(row, "line")
    return Written(
        number=int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 0,
        identity=_cell(row, "identity"),
        given_name=_cell(row, "given_name"),
        family_name=_cell(row, "family_name"),
        birth=_cell(row, "birth"),
        area=_cell(row, "area"),
        card_seen=_cell(row, "card_seen").lower() in _YES,
        unreadable=_cell(row, "unreadable").lower() in _YES,
    )
