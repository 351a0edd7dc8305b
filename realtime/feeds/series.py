"""The series of every count of a process as open data: one table for each kind of process."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from realtime.feeds.catalogue import Column, Dataset, Subject, register
from realtime.live import series

COLUMNS = (
    Column("day", "datetime", _("start of the day in Thailand")),
    Column("act", "string", _("what was done, as the public record calls it")),
    Column("n", "integer", _("entries of the public record on this day")),
    Column("total", "integer", _("all of them up to the end of the day")),
)


def publish(kind: str, subjects: Callable[[], Iterable[Subject]], find: Callable[[str], Subject | None]) -> None:
    """Publish how often each kind of act was recorded about each process, day by day; finer steps are in the API."""

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
