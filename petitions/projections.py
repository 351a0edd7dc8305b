"""What sealing adds up: counts by channel, province and hour; the threshold, once."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection
from django.db.models import F
from django.utils import timezone

from petitions.actions import expire_due
from petitions.models import Event, Petition, Signature, Tally
from petitions.states import State
from realtime import ticks
from realtime.record import append, projections
from realtime.record.projections import Sealed

type Row = tuple[int | str | datetime, ...]


@projections.register("petition.signature", "petition.withdrawal")
def count_signatures(entries: Sequence[Sealed], size: int) -> Iterable[str]:
    """Add a window of signatures and withdrawals to every count of the petitions concerned."""
    known = dict(Petition.objects.filter(public_id__in={e.public_id for e in entries}).values_list("public_id", "pk"))
    ours = [entry for entry in entries if entry.public_id in known]
    _add_totals(ours, known, size)
    _add_provinces(ours)
    _add_hours(ours, known)
    _cross_thresholds(known.values())
    return {f"petition.{public_id}" for public_id in known} | {"site"}


@projections.register(*(f"petition.{kind}" for kind in Event.Kind.values))
def refresh_changed(entries: Sequence[Sealed], _size: int) -> Iterable[str]:
    """A change of state is news for those who watch."""
    return {f"petition.{entry.public_id}" for entry in entries}


def _add_totals(entries: Sequence[Sealed], known: dict[str, int], size: int) -> None:
    sums = Counter((entry.public_id, _column(entry)) for entry in entries)
    for public_id, petition_id in known.items():
        added = {column: n for (identity, column), n in sums.items() if identity == public_id}
        Tally.objects.get_or_create(petition_id=petition_id)
        changes = {column: F(column) + n for column, n in added.items()}
        Tally.objects.filter(petition_id=petition_id).update(record_size=size, **changes)


def _column(entry: Sealed) -> str:
    return "withdrawn" if entry.kind == "petition.withdrawal" else str(entry.body["channel"])


def _add_provinces(entries: Sequence[Sealed]) -> None:
    """The record does not say where a signer lives (docs/petitions.md), so the place is read from the row."""
    acts = [uuid.UUID(entry.body["act"]) for entry in entries]
    places = {
        row.pk: (row.petition_id, row.province)
        for row in Signature.objects.filter(pk__in=acts).only("pk", "petition_id", "province")
    }
    sums: Counter[tuple[int, str]] = Counter()
    for act, entry in zip(acts, entries, strict=True):
        sums[places[act]] += -1 if entry.kind == "petition.withdrawal" else 1
    _upsert("petitions_areatally", ("petition_id", "province"), ("total",), [(*key, n) for key, n in sums.items()])


def _add_hours(entries: Sequence[Sealed], known: dict[str, int]) -> None:
    signed: Counter[tuple[int, datetime]] = Counter()
    withdrawn: Counter[tuple[int, datetime]] = Counter()
    for entry in entries:
        moment = datetime.fromisoformat(entry.document["at"]).replace(minute=0, second=0, microsecond=0)
        counter = withdrawn if entry.kind == "petition.withdrawal" else signed
        counter[known[entry.public_id], moment] += 1
    rows = [(*key, signed[key], withdrawn[key]) for key in signed.keys() | withdrawn.keys()]
    _upsert("petitions_hourtally", ("petition_id", "hour"), ("signed", "withdrawn"), rows)


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


def _cross_thresholds(petition_ids: Iterable[int]) -> None:
    """Move what has just got enough names; the state is the guard, so it happens once."""
    crossed = Petition.objects.filter(
        pk__in=list(petition_ids), state=State.COLLECTING, tally__total__gte=F("threshold")
    ).select_related("tally")
    for petition in crossed:
        now = timezone.now()
        Petition.objects.filter(pk=petition.pk, state=State.COLLECTING).update(state=State.REACHED, reached_at=now)
        total = petition.tally.total
        body = {"total": total, "threshold": petition.threshold}
        receipt = append.append("petition.reached", petition.subject, body)
        Event.objects.create(
            petition=petition, kind=Event.Kind.REACHED, at=now, number=petition.threshold, receipt=receipt.id
        )


ticks.register("petitions.expire", expire_due)
