"""The forms in which a table is published. Each writes piece by piece, in constant memory.

A new form is one function and one line in FORMATS.
"""

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from realtime.feeds.catalogue import Cell, Dataset, Row, Subject
from realtime.feeds.state import State

BANGKOK = ZoneInfo("Asia/Bangkok")
PIECE = 32_768  # bytes to gather before handing them on
# A cell that begins like this is a formula to a spreadsheet; a leading apostrophe makes it text again.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Table:
    """One file to be written: what it is about, how far it is true, and its rows."""

    dataset: Dataset
    subject: Subject
    state: State
    rows: Iterable[Row]


@dataclass(frozen=True)
class Format:
    """A form with its ending, media type and writer."""

    name: str
    media_type: str
    write: Callable[[Table], Iterator[str]]


def plain(cell: Cell) -> str | int | float | bool | None:
    """A cell as JSON has it: money and exact numbers as text, moments with Thailand's offset, text in NFC."""
    match cell:
        case None | bool() | int() | float():
            return cell
        case Decimal():
            return format(cell, "f")
        case datetime():
            return cell.astimezone(BANGKOK).isoformat(timespec="seconds")
        case date():
            return cell.isoformat()
        case _:
            return unicodedata.normalize("NFC", str(cell))


def flat(cell: Cell) -> str:
    """A cell as a spreadsheet may safely open it."""
    value = plain(cell)
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str() if isinstance(cell, str) and value.startswith(FORMULA):
            return f"'{value}"
        case _:
            return str(value)


def _delimited(table: Table, delimiter: str) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    columns = table.dataset.columns
    writer.writerow([column.name for column in columns])
    for row in table.rows:
        writer.writerow([flat(cell) for _column, cell in zip(columns, row, strict=True)])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def write_csv(table: Table) -> Iterator[str]:
    """Comma-separated values (RFC 4180), UTF-8."""
    return _delimited(table, ",")


def write_tsv(table: Table) -> Iterator[str]:
    """Tab-separated values, UTF-8."""
    return _delimited(table, "\t")


def head(table: Table) -> dict[str, Any]:
    """What is said about a file inside it."""
    dataset, subject, state = table.dataset, table.subject, table.state
    return {
        "dataset": dataset.id,
        "subject": dataset.subject(subject.public_id),
        "title": subject.title,
        "title_en": subject.title_en or None,
        "licence": dataset.licence.url,
        "record_size": state.record_size,
        "as_of": plain(state.changed),
        "revision": dataset.revision,
    }


def write_json(table: Table) -> Iterator[str]:
    """One object: what the file is, then its rows as objects under `records`."""
    names = [column.name for column in table.dataset.columns]
    yield json.dumps(head(table), ensure_ascii=False)[:-1] + ', "records": ['
    separator = "\n"
    for row in table.rows:
        yield separator + json.dumps(dict(zip(names, map(plain, row), strict=True)), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


FORMATS = {
    form.name: form
    for form in (
        Format("csv", "text/csv; charset=utf-8", write_csv),
        Format("tsv", "text/tab-separated-values; charset=utf-8", write_tsv),
        Format("json", "application/json", write_json),
    )
}


def pieces(texts: Iterable[str], *, bom: bool = False) -> Iterator[bytes]:
    """The texts as UTF-8 in larger pieces; with a byte order mark for programs that need one to see UTF-8."""
    gathered = [b"\xef\xbb\xbf"] if bom else []
    size = 0
    for text in texts:
        piece = text.encode()
        gathered.append(piece)
        size += len(piece)
        if size >= PIECE:
            yield b"".join(gathered)
            gathered, size = [], 0
    yield b"".join(gathered)
