"""Sealing: unsealed entries get consecutive numbers, are added up, and their topics get new figures."""

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from realtime.live import topics
from realtime.live.models import Snapshot
from realtime.record import projections
from realtime.record.models import Entry, Pending

LOCK = 0x51A9  # advisory lock of the one sealer that may work at a time
BATCH = 2_000


def seal(limit: int = BATCH) -> int:
    """Seal up to `limit` waiting entries in one transaction; the number sealed."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        waiting = list(Pending.objects.order_by("arrival")[:limit])
        if not waiting:
            return 0
        start = (Entry.objects.aggregate(last=Max("index"))["last"] or 0) + 1 if Entry.objects.exists() else 0
        entries = [
            Entry(index=start + n, id=row.id, kind=row.kind, subject=row.subject, leaf=row.leaf)
            for n, row in enumerate(waiting)
        ]
        Entry.objects.bulk_create(entries)
        Pending.objects.filter(pk__in=[row.pk for row in waiting]).delete()
        size = start + len(entries)
        touched = projections.run([projections.read(e.index, e.id, bytes(e.leaf)) for e in entries], size)
        for topic in sorted(touched):
            refresh(topic, size)
    return len(waiting)


def seal_all() -> int:
    """Seal until nothing waits (entries written by projections included); the number sealed."""
    total = 0
    while sealed := seal():
        total += sealed
    return total


def refresh(topic: str, size: int) -> None:
    """Write the topic's absolute figures for a record of `size` entries under the next sequence number."""
    figures = topics.figures(topic)
    if figures is None:
        return
    snapshot, _ = Snapshot.objects.get_or_create(topic=topic, defaults={"generated_at": timezone.now()})
    snapshot.sequence += 1
    snapshot.record_size, snapshot.figures, snapshot.generated_at = size, figures, timezone.now()
    snapshot.save()
