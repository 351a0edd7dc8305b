"""The forms in which a table is published. Each writes piece by piece, in constant memory.

A new form is one function and one line in FORMATS.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from realtime.feeds import ods
from realtime.feeds.cells import Table, flat, head, plain, xml_text

PIECE = 32_768  # bytes to gather before handing them on


@dataclass(frozen=True)
class Format:
    """A form with its ending, media type and writer."""

    name: str
    media_type: str
    write: Callable[[Table], Iterator[str | bytes]]
    title: str
    delimited: bool = False  # a byte order mark may stand before it


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


def write_json(table: Table) -> Iterator[str]:
    """One object: what the file is, then its rows as objects under `records`."""
    names = [column.name for column in table.dataset.columns]
    yield json.dumps(head(table), ensure_ascii=False)[:-1] + ', "records": ['
    separator = "\n"
    for row in table.rows:
        yield separator + json.dumps(dict(zip(names, map(plain, row), strict=True)), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def write_jsonl(table: Table) -> Iterator[str]:
    """One JSON object a line, rows only: for programs that read line by line."""
    names = [column.name for column in table.dataset.columns]
    for row in table.rows:
        yield json.dumps(dict(zip(names, map(plain, row), strict=True)), ensure_ascii=False) + "\n"


def write_xml(table: Table) -> Iterator[str]:
    """XML 1.0: what the file is as attributes, one `record` a row, one element a column; empty cells are left out."""
    names = [column.name for column in table.dataset.columns]
    about = "".join(f" {name}={quoteattr(str(value))}" for name, value in head(table).items() if value is not None)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<table{about}>\n'
    for row in table.rows:
        cells = zip(names, row, strict=True)
        elements = (f"<{name}>{xml_text(cell)}</{name}>" for name, cell in cells if cell is not None)
        yield f"<record>{''.join(elements)}</record>\n"
    yield "</table>\n"


FORMATS = {
    form.name: form
    for form in (
        Format("csv", "text/csv; charset=utf-8", write_csv, "CSV", delimited=True),
        Format("tsv", "text/tab-separated-values; charset=utf-8", write_tsv, "TSV", delimited=True),
        Format("json", "application/json", write_json, "JSON"),
        Format("jsonl", "application/jsonl", write_jsonl, "JSON Lines"),
        Format("xml", "application/xml", write_xml, "XML"),
        Format("ods", "application/vnd.oasis.opendocument.spreadsheet", ods.write, "ODS"),
    )
}


def pieces(texts: Iterable[str | bytes], *, bom: bool = False) -> Iterator[bytes]:
    """The texts as UTF-8 in larger pieces; with a byte order mark for programs that need one to see UTF-8."""
    gathered = [b"\xef\xbb\xbf"] if bom else []
    size = 0
    for text in texts:
        piece = text.encode() if isinstance(text, str) else text
        gathered.append(piece)
        size += len(piece)
        if size >= PIECE:
            yield b"".join(gathered)
            gathered, size = [], 0
    yield b"".join(gathered)
