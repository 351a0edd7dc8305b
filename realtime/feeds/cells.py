"""One table to be written, and its cells as JSON, spreadsheets and XML have them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from realtime.feeds.catalogue import Cell, Dataset, Row, Subject
from realtime.feeds.state import State

BANGKOK = ZoneInfo("Asia/Bangkok")
# A cell that begins like this is a formula to a spreadsheet; a leading apostrophe makes it text again.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What XML 1.0 (section 2.2) cannot hold, not even as a reference.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Table:
    """One file to be written: what it is about, how far it is true, and its rows."""

    dataset: Dataset
    subject: Subject
    state: State
    rows: Iterable[Row]


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


def xml_text(cell: Cell) -> str:
    """A cell as XML 1.0 may hold it: what it may not hold at all is left out."""
    value = plain(cell)
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    return escape(_NOT_XML.sub("", text))


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
