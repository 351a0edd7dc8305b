"""What sealing adds up: counts by channel, province, minute and hour; then thresholds are looked at."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection
from django.db.models import F

from petitions import thresholds
from petitions.actions import expire_due
from petitions.models import Event, Petition, Signature, Tally
from realtime import ticks
from realtime.record import projections
from realtime.record.projections import Sealed

COLUMNS = {  # where an entry of this kind counts; None: by its channel
    "petition.signature": None,
    "petition.withdrawal": "withdrawn",
    "petition.strike": "struck",
    "petition.unstrike": "struck",
}
LESS = {"petition.withdrawal", "petition.strike"}

type Row = tuple[int | str | datetime, ...]


@projections.register(*COLUMNS)
def count_signatures(entries: Sequence[Sealed], size: int) -> Iterable[str]:
    """Add a window of signatures and withdrawals to every count of the petitions concerned."""
    known = dict(Petition.objects.filter(public_id__in={e.public_id for e in entries}).values_list("public_id", "pk"))
    ours = [entry for entry in entries if entry.public_id in known]
    _add_totals(ours, known, size)
    _add_provinces(ours)
    _add_times(ours, known)
    thresholds.cross(known.values(), {known[e.public_id] for e in ours if e.kind == "petition.strike"})
    return {f"petition.{public_id}" for public_id in known} | {"site"}


@projections.register(*(f"petition.{kind}" for kind in Event.Kind.values))
def refresh_changed(entries: Sequence[Sealed], _size: int) -> Iterable[str]:
    """A change of state is news for those who watch."""
    return {f"petition.{entry.public_id}" for entry in entries}


def _add_totals(entries: Sequence[Sealed], known: dict[str, int], size: int) -> None:
    sums: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        sums[entry.public_id, _column(entry)] += -1 if entry.kind == "petition.unstrike" else 1
    for public_id, petition_id in known.items():
        added = {column: n for (identity, column), n in sums.items() if identity == public_id}
        Tally.objects.get_or_create(petition_id=petition_id)
        changes = {column: F(column) + n for column, n in added.items()}
        Tally.objects.filter(petition_id=petition_id).update(record_size=size, **changes)


def _column(entry: Sealed) -> str:
    return COLUMNS[entry.kind] or str(entry.body["channel"])


def _add_provinces(entries: Sequence[Sealed]) -> None:
    """The record does not say where a signer lives (docs/petitions.md), so the place is read from the row."""
    acts = [uuid.UUID(entry.body["act"]) for entry in entries]
    places = {
        row.pk: (row.petition_id, row.province)
        for row in Signature.objects.filter(pk__in=acts).only("pk", "petition_id", "province")
    }
    sums: Counter[tuple[int, str]] = Counter()
    for act, entry in zip(acts, entries, strict=True):
        sums[places[act]] += -1 if entry.kind in LESS else 1
    _upsert("petitions_areatally", ("petition_id", "province"), ("total",), [(*key, n) for key, n in sums.items()])


def _add_times(entries: Sequence[Sealed], known: dict[str, int]) -> None:
    """The series by the minute and by the hour, from the moments in the entries."""
    signed: Counter[tuple[int, datetime]] = Counter()
    withdrawn: Counter[tuple[int, datetime]] = Counter()
    for entry in entries:
        moment = datetime.fromisoformat(entry.document["at"]).replace(second=0, microsecond=0)
        if entry.kind == "petition.unstrike":
            withdrawn[known[entry.public_id], moment] -= 1
        else:
            (withdrawn if entry.kind in LESS else signed)[known[entry.public_id], moment] += 1
    rows = [(*key, signed[key], withdrawn[key]) for key in signed.keys() | withdrawn.keys()]
    _upsert("petitions_minutetally", ("petition_id", "minute"), ("signed", "withdrawn"), rows)
    signed, withdrawn = _by_hour(signed), _by_hour(withdrawn)
    rows = [(*key, signed[key], withdrawn[key]) for key in signed.keys() | withdrawn.keys()]
    _upsert("petitions_hourtally", ("petition_id", "hour"), ("signed", "withdrawn"), rows)


def _by_hour(minutes: Counter[tuple[int, datetime]]) -> Counter[tuple[int, datetime]]:
    hours: Counter[tuple[int, datetime]] = Counter()
    for (petition_id, moment), n in minutes.items():
        hours[petition_id, moment.replace(minute=0)] += n
    return hours


def _upsert(table: str, key: tuple[str, ...], sums: tuple[str, ...], rows: Sequence[Row]) -> None:
    """Add `rows` (key columns, then sums) to a table of counts in one statement."""
    if not rows:
        return
    columns = ", ".join((*key, *sums))
    marks = ", ".join(["(" + ", ".join(["%s"] * (len(key) + len(sums))) + ")"] * len(rows))
    changes = ", ".join(f"{name} = {table}.{name} + EXCLUDED.{name}" for name in sums)
    statement = (
        f"INSERT INTO {table} ({columns}) VALUES {marks} "  # noqa: S608  (names are constants above)
        f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for row in rows for value in row])


ticks.register("petitions.expire", expire_due)
