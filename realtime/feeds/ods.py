"""OpenDocument spreadsheets (ISO/IEC 26300), written row by row: a table of any length takes the same memory.

A sheet holds 1,048,576 rows; what is beyond goes on in the next sheet, with its heading again.
"""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from realtime.feeds.catalogue import Cell, Row
from realtime.feeds.cells import Table, plain, xml_text

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
ROWS = 1_048_575  # rows of one sheet below its heading
_STAMP = (2026, 1, 1, 0, 0, 0)  # the same table gives the same bytes, whenever it is fetched
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"

_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}" manifest:version="1.3"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""
_CONTENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="{_OFFICE}:office:1.0" xmlns:table="{_OFFICE}:table:1.0"
 xmlns:text="{_OFFICE}:text:1.0" office:version="1.3"><office:body><office:spreadsheet>
"""


class _Drain:
    """A file that only grows: what was written is taken away by `take`."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, piece: bytes) -> int:
        self._written += piece
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing has to be closed."""

    def take(self) -> bytes:
        """What was written since the last time."""
        taken = bytes(self._written)
        self._written.clear()
        return taken


def write(table: Table) -> Iterator[bytes]:
    """The table as a spreadsheet file."""
    drain = _Drain()
    with zipfile.ZipFile(drain, "w") as archive:
        archive.writestr(_entry("mimetype", zipfile.ZIP_STORED), MIMETYPE)
        archive.writestr(_entry("META-INF/manifest.xml"), _MANIFEST)
        with archive.open(_entry("content.xml"), "w") as content:
            for text in _content(table):
                content.write(text.encode())
                yield drain.take()
    yield drain.take()


def _entry(name: str, compression: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.compress_type = compression
    return entry


def _content(table: Table) -> Iterator[str]:
    names = [column.name for column in table.dataset.columns]
    yield _CONTENT
    yield _sheet(table.dataset.id, 1, names)
    for number, row in enumerate(table.rows):
        if number and number % ROWS == 0:
            yield "</table:table>" + _sheet(table.dataset.id, number // ROWS + 1, names)
        yield _row(row)
    yield "</table:table></office:spreadsheet></office:body></office:document-content>\n"


def _sheet(name: str, number: int, names: list[str]) -> str:
    title = name if number == 1 else f"{name} {number}"
    heading = "".join(f"{_CELL_TEXT}{escape(column)}{_CELL_END}" for column in names)
    return f"<table:table table:name={quoteattr(title)}><table:table-row>{heading}</table:table-row>\n"


_CELL_TEXT = '<table:table-cell office:value-type="string"><text:p>'
_CELL_END = "</text:p></table:table-cell>"
_BREAK, _PARAGRAPH = "\n", "</text:p><text:p>"


def _row(row: Row) -> str:
    return f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>\n"


def _cell(cell: Cell) -> str:
    """One cell with its type; text is never a formula here, so nothing has to be defused."""
    shown = xml_text(cell) if cell is not None else ""
    match cell:
        case None:
            return "<table:table-cell/>"
        case bool():
            return _typed("boolean", "boolean-value", shown)
        case int() | float() | Decimal():
            return _typed("float", "value", shown)
        case datetime():
            return _typed("date", "date-value", str(plain(cell))[:19])
        case date():
            return _typed("date", "date-value", shown)
        case _:
            return f"{_CELL_TEXT}{shown.replace(_BREAK, _PARAGRAPH)}{_CELL_END}"


def _typed(kind: str, attribute: str, value: str) -> str:
    return f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}"><text:p>{value}{_CELL_END}'
