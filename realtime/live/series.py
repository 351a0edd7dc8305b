"""The series of every count, by minute, hour and day: kept at sealing, exact, from the moments in the entries."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Sum
from django.db.models.functions import Trunc

from realtime.live.models import Count
from realtime.record.models import Entry
from realtime.record.projections import Sealed

BANGKOK = ZoneInfo("Asia/Bangkok")
DATE = len("2026-11-21")  # an entry with a date and no time: when exactly stays unsaid (secret ballots)

type Step = Literal["minute", "hour", "day"]
type Key = tuple[str, str, datetime, bool]  # subject, kind, start, whole day

_ADD = """
INSERT INTO live_count (subject, kind, start, whole_day, n)
SELECT * FROM unnest(%s::varchar[], %s::varchar[], %s::timestamptz[], %s::boolean[], %s::int[])
ON CONFLICT (subject, start, kind, whole_day) DO UPDATE SET n = live_count.n + EXCLUDED.n
"""


@dataclass(frozen=True)
class Point:
    """Entries of one kind within the step that begins at `start`, and all of them up to its end."""

    kind: str
    start: datetime
    n: int
    total: int


def count(entries: Sequence[Sealed]) -> None:
    """Add a sealed batch, in one statement; runs inside the sealing transaction."""
    sums = Counter(_key(entry.subject, entry.kind, entry.document["at"]) for entry in entries)
    keys = sorted(sums)
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [*(list(column) for column in zip(*keys, strict=True)), [sums[key] for key in keys]])


def points(subject: str, step: Step, since: datetime | None = None) -> Iterator[Point]:
    """One point for each step and kind with entries, oldest first, with running totals. One query.

    Days are days in Thailand. Kinds whose entries name only the day (ballots) appear by day alone.
    With `since`, the points from that moment on; totals still count from the beginning.
    """
    rows = Count.objects.filter(subject=subject)
    if step != "day":
        rows = rows.filter(whole_day=False)
    steps = rows.values("kind", at=Trunc("start", step, tzinfo=BANGKOK)).annotate(sum=Sum("n")).order_by("at", "kind")
    totals: Counter[str] = Counter()
    for kind, at, n in steps.values_list("kind", "at", "sum").iterator(2000):
        totals[kind] += n
        if since is None or at >= since:
            yield Point(kind, at, n, totals[kind])


def counted(subject: str) -> dict[Key, int]:
    """What sealing has added up."""
    rows = Count.objects.filter(subject=subject)
    return {(row.subject, row.kind, row.start, row.whole_day): row.n for row in rows}


def recount(subject: str) -> dict[Key, int]:
    """The same from the entries of the record; must agree."""
    leaves = Entry.objects.filter(subject=subject).values_list("leaf", flat=True).iterator(2000)
    documents = (json.loads(bytes(leaf)) for leaf in leaves)
    return dict(Counter(_key(found["subject"], found["kind"], found["at"]) for found in documents))


def _key(subject: str, kind: str, at: str) -> Key:
    if len(at) == DATE:
        return subject, kind, datetime.combine(date.fromisoformat(at), time(), BANGKOK), True
    return subject, kind, datetime.fromisoformat(at).replace(second=0, microsecond=0), False
