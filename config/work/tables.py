"""Tables of the officers' pages as files: CSV (RFC 4180, UTF-8 with a mark for spreadsheets) and XLSX."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpResponse
from django.utils import timezone

from realtime.feeds.cells import FORMULA

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
type Cell = str | int | float | datetime | None


@dataclass(frozen=True)
class Table:
    """A name for the file, headings, rows."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def answer(table: Table, form: str) -> HttpResponse:
    """The table as a download. Raises Http404 for another form than csv and xlsx."""
    if form not in WRITERS:
        raise Http404
    kind, writer = WRITERS[form]
    response = HttpResponse(writer(table), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{table.name}-{timezone.localdate():%Y-%m-%d}.{form}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _csv(table: Table) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.headings)
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _plain(cell: Cell) -> str:
    """A cell as text; what a spreadsheet would take for a formula is made text."""
    if isinstance(cell, datetime):
        return timezone.localtime(cell).isoformat(timespec="minutes")
    text = "" if cell is None else str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(FORMULA) else text


def _xlsx(table: Table) -> bytes:
    import xlsxwriter  # with the first file, not with every process

    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.write_row(0, 0, table.headings, bold)
        for number, row in enumerate(table.rows, start=1):
            sheet.write_row(number, 0, [_plain(cell) if isinstance(cell, datetime) else cell for cell in row])
        sheet.autofit()
    return kept.getvalue()


WRITERS = {"csv": ("text/csv; charset=utf-8", _csv), "xlsx": (XLSX, _xlsx)}
