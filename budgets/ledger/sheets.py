"""Opening a table that an officer sends: CSV or Excel. Whatever is wrong ends in one sentence, and nothing runs.

Formulas are never computed: in a CSV they are refused by line, of a workbook the values kept beside them are read.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets.ledger.reading import Unreadable, clean

MEGABYTE = 1024 * 1024
LARGEST = 30 * MEGABYTE
LARGEST_UNFOLDED = 300 * MEGABYTE
MOST_ROWS = 200_000
MOST_COLUMNS = 80
LONGEST_CELL = 20_000
ENCODINGS = ("utf-8-sig", "cp874")


@dataclass(frozen=True)
class Row:
    """One row: the line of the file on which it begins, and its cells as they stand there."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A table: the names of its columns, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def is_workbook(content: bytes) -> bool:
    """Whether these are the bytes of an .xlsx."""
    return content[:4] == b"PK\x03\x04"


def is_json(content: bytes) -> bool:
    """Whether these look like JSON."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def open_table(content: bytes) -> Sheet:
    """The first table of a CSV or .xlsx. Raises Unreadable, and nothing else."""
    if len(content) > LARGEST:
        raise Unreadable(_("The file is larger than 30 MB."))
    try:
        rows = list(islice(_workbook(content) if is_workbook(content) else _csv(content), MOST_ROWS + 2))
    except Unreadable:
        raise
    except Exception as problem:
        raise Unreadable(_("The file is damaged and cannot be opened. Save it again as CSV or .xlsx.")) from problem
    if len(rows) > MOST_ROWS + 1:
        raise Unreadable(_("The table has more than 200,000 rows. Send it in parts."))
    return _with_head(rows)


def _with_head(rows: list[Row]) -> Sheet:
    """The first row with at least two filled cells names the columns."""
    at = next((at for at, row in enumerate(rows) if sum(1 for cell in row.cells if cell.strip()) >= 2), None)
    if at is None:
        raise Unreadable(_("There is no table in this file: no row has two filled cells."))
    row = rows[at]
    if len(row.cells) > MOST_COLUMNS:
        raise Unreadable(_("The table has more than 80 columns."))
    columns = tuple(clean(cell) or f"#{place}" for place, cell in enumerate(row.cells, start=1))
    width = len(columns)
    body = (one for one in rows[at + 1 :] if any(cell.strip() for cell in one.cells))
    filled = tuple(Row(one.number, (*one.cells[:width], *[""] * (width - len(one.cells)))) for one in body)
    if not filled:
        raise Unreadable(_("The table has no rows below its heading."))
    return Sheet(columns, filled)


def _csv(content: bytes) -> Iterator[Row]:
    text = _decoded(content)
    first = text.partition("\n")[0]
    delimiter = max(",;\t|", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins = 1
    for cells in reader:
        yield Row(begins, tuple(cell[:LONGEST_CELL].replace("\0", "") for cell in cells))
        begins = reader.line_num + 1


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("The letters of this file cannot be read. Save it as CSV UTF-8."))


def _workbook(content: bytes) -> Iterator[Row]:
    import openpyxl  # only whoever opens a workbook needs its thirty megabytes

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if sum(part.file_size for part in package.infolist()) > LARGEST_UNFOLDED:
            raise Unreadable(_("The workbook unfolds to far more than any budget has."))
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            rows = list(islice(_cells(sheet.iter_rows(values_only=True)), MOST_ROWS + 2))
            if sum(1 for row in rows[:50] for cell in row.cells if cell) >= 2:
                yield from rows
                return
    finally:
        book.close()


def _cells(rows: Iterable[tuple[Any, ...]]) -> Iterator[Row]:
    for number, values in enumerate(rows, start=1):
        yield Row(number, tuple(_plain(value) for value in values[: MOST_COLUMNS + 1]))


def _plain(value: object) -> str:
    """A cell as text: numbers without a trailing .0, at most as many decimals as money can have plus noise."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value)[:LONGEST_CELL].replace("\0", "")
