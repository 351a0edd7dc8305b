"""Every act of a process, and the series of every count, as open data: two tables for each kind of process."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from realtime.feeds.catalogue import Column, Dataset, Subject, register
from realtime.live import series
from realtime.record.models import Entry

COLUMNS = (
    Column("day", "datetime", _("start of the day in Thailand")),
    Column("act", "string", _("what was done, as the public record calls it")),
    Column("n", "integer", _("entries of the public record on this day")),
    Column("total", "integer", _("all of them up to the end of the day")),
)


ACTS = (
    Column("entry", "integer", _("number of the entry in the public record")),
    Column("id", "string", _("id of the entry in the public record")),
    Column("at", "string", _("when it was done (UTC); a day alone where the record says no more")),
    Column("act", "string", _("what was done, as the public record calls it")),
)


def acts(subject: str) -> Iterator[tuple[int, str, str, str]]:
    """One row for each entry, in the order of the record, read from the database piece by piece."""
    entries = Entry.objects.filter(subject=subject).order_by("index").values_list("index", "id", "kind", "leaf")
    for index, identity, kind, leaf in entries.iterator(2000):
        yield index, str(identity), json.loads(bytes(leaf))["at"], kind


def publish(kind: str, subjects: Callable[[], Iterable[Subject]], find: Callable[[str], Subject | None]) -> None:
    """Publish how often each kind of act was recorded about each process, day by day; finer steps are in the API."""

    register(
        Dataset(
            id=f"{kind}-acts",
            kind=kind,
            title=_("Every act"),
            description=_("Every entry that the public record has about it, in order; never who acted."),
            columns=ACTS,
            subjects=subjects,
            find=find,
            rows=lambda public_id: acts(f"{kind}/{public_id}"),
        )
    )

    def rows(public_id: str) -> Iterator[tuple[datetime, str, int, int]]:
        for point in series.points(f"{kind}/{public_id}", "day"):
            yield point.start, point.kind, point.n, point.total

    register(
        Dataset(
            id=f"{kind}-acts-by-day",
            kind=kind,
            title=_("Acts by the day"),
            description=_("How many entries the public record has about it, by kind of act and day."),
            columns=COLUMNS,
            subjects=subjects,
            find=find,
            rows=rows,
        )
    )
