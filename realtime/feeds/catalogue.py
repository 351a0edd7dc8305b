"""The catalogue of open data: every table that the site publishes, one registration each.

An app describes its tables in `exports.py` and imports that module in `AppConfig.ready`:

    from realtime.feeds.catalogue import Column, Dataset, Subject, register

    register(
        Dataset(
            id="petition-signatures-by-hour",
            kind="petition",                    # the record's subject is "petition/<public_id>"
            title=_("Signatures by the hour"),
            description=_("How many people signed and withdrew within each hour."),
            columns=(
                Column("hour", "datetime", _("start of the hour")),
                Column("signed", "integer", _("signatures within the hour")),
            ),
            subjects=lambda: (_subject(p) for p in Petition.objects.published()),
            find=lambda public_id: ...,         # Subject, or None: not published (the reader gets a 404)
            rows=lambda public_id: ((h.hour, h.signed) for h in hours(public_id)),
        )
    )

That is all: `/open/<id>/<public_id>.csv` (and every other form), the catalogue and the page of open data follow.
`rows` is read once and streamed: use `.iterator()` and yield plain tuples in the order of `columns`.
Rows carry no personal data; groups of fewer than ten people in a breakdown by what people are stay hidden.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from accounts.refusals import Sentence

# `decimal`: money in baht and other exact numbers, written as text. `area`: an official code of 2, 4 or 6 digits.
type ColumnType = Literal[
    "string", "integer", "decimal", "number", "boolean", "date", "datetime", "year", "area", "uri"
]
type Cell = str | int | float | Decimal | bool | date | datetime | None
type Row = Sequence[Cell]


@dataclass(frozen=True)
class Licence:
    """Under what terms a table may be reused."""

    id: str
    title: Sentence
    url: str


CC_BY = Licence("CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/")
PUBLIC_DOMAIN = Licence(
    "CC0-1.0", "Public domain (CC0 1.0)", "https://creativecommons.org/publicdomain/zero/1.0/"
)  # statutes, official orders (Thai Copyright Act 2537, s.7)


@dataclass(frozen=True)
class Column:
    """One column: machine name in snake_case, type, and what it means (with its unit)."""

    name: str
    type: ColumnType
    description: Sentence


@dataclass(frozen=True)
class Subject:
    """The process that one file of a data set is about. `url` is its page, without the site's address."""

    public_id: str
    title: str
    title_en: str = ""
    url: str = ""
    agency: str = ""


@dataclass(frozen=True)
class File:
    """Something else that can be downloaded about a process. `url` is without the site's address."""

    url: str
    media_type: str
    format: str
    title: str = ""


@dataclass(frozen=True)
class Dataset:
    """One table, published once for each process of a kind.

    `revision` goes up when the meaning of a column changes: readers' stored copies are then out of date.
    `version` says what else the rows depend on, besides the entries of the record about the process
    (text that changes without an entry, for instance); an empty text for nothing.
    `drawn` names the columns of a chart of bars: what each is called, and its length.
    `whole`: the rows gather many processes (those of an agency): the table is true for the whole record.
    `files` are other forms of the same thing, like law texts as Akoma Ntoso.
    `deprecated` since a day, and gone after `sunset`, half a year later or more (docs/open-data.md).
    """

    id: str
    kind: str
    title: Sentence
    description: Sentence
    columns: Sequence[Column]
    subjects: Callable[[], Iterable[Subject]]
    find: Callable[[str], Subject | None]
    rows: Callable[[str], Iterable[Row]]
    licence: Licence = CC_BY
    formats: Sequence[str] = ("csv", "tsv", "json", "jsonl", "xml", "ods")
    revision: int = 1
    drawn: tuple[str, str] | None = None
    whole: bool = False
    version: Callable[[str], str] = field(default=lambda _public_id: "")
    files: Callable[[str], Iterable[File]] = field(default=lambda _public_id: ())
    deprecated: date | None = None
    sunset: date | None = None

    def subject(self, public_id: str) -> str:
        """The name under which the record speaks of the process."""
        return f"{self.kind}/{public_id}"


_datasets: dict[str, Dataset] = {}


def register(dataset: Dataset) -> None:
    """Publish a table (from the app's `ready`). Registering an id again replaces it."""
    _datasets[dataset.id] = dataset


def all_datasets() -> list[Dataset]:
    """Every table, grouped by kind of process, in the order of registration."""
    kinds = list(dict.fromkeys(dataset.kind for dataset in _datasets.values()))
    return sorted(_datasets.values(), key=lambda dataset: kinds.index(dataset.kind))


def get(identity: str) -> Dataset | None:
    """The table with this id."""
    return _datasets.get(identity)
