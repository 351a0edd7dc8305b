"""A record of a million entries: sealing against ingest, proofs, files, storage. `make bench-large` prints it.

Works on a database of its own, thrown away afterwards. Takes a few minutes and about a gigabyte of disk.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator

import django

MILLION = 1_000_000
TRIES = 400
TABLES = ("record_entry", "record_tile", "record_checkpoint")


def measure(count: int) -> Iterator[tuple[str, float]]:
    """Figures of a record of `count` entries, each as it is known."""
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    connection.settings_dict["TEST"]["NAME"] = "bench_siang_large"
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        yield from _ingest()
        yield from _grow(count)
        yield from _proofs(count)
        yield from _storage()
        yield from _walk(count)
    finally:
        teardown_databases(databases, verbosity=0)


def _ingest() -> Iterator[tuple[str, float]]:
    from tests.benchmarks import sealing

    found = sealing.ingest(10.0)
    yield "acts written a second at full speed, sealing meanwhile", found["written_per_second"]
    yield "seconds until the rest was sealed after ten seconds of it", found["behind_seconds"]


def _grow(count: int) -> Iterator[tuple[str, float]]:
    """Sealing in the sealer's own batches; a slow last tenth would show a record that slows down as it grows."""
    from realtime import sealer
    from tests.realtime.record.test_leaders import fill

    rates = []
    for _ in range(10):
        fill(count // 10)
        started = time.monotonic()
        sealer.seal_all()
        rates.append(count / 10 / (time.monotonic() - started))
    yield "entries sealed a second, all", 10 / sum(1 / rate for rate in rates)
    yield "entries sealed a second, last tenth", rates[-1]
    yield "last tenth as a part of the first", rates[-1] / rates[0]


def _timed(work: Callable[[int], object], count: int) -> list[float]:
    places = random.Random(1)
    times = []
    for _ in range(TRIES):
        index = places.randrange(count)
        started = time.perf_counter()
        work(index)
        times.append((time.perf_counter() - started) * 1000)
    return sorted(times)


def _proofs(count: int) -> Iterator[tuple[str, float]]:
    from realtime.record import files, receipts
    from realtime.record.models import Entry

    places = random.Random(2)
    found = {
        entry.index: receipts.Found.of(entry)
        for entry in Entry.objects.filter(index__in=[places.randrange(count) for _ in range(TRIES)])
    }
    chosen = list(found.values())
    times = _timed(lambda index: receipts.proof(chosen[index % len(chosen)]), count)
    yield "receipt with its proof, median ms", statistics.median(times)
    yield "receipt with its proof, slowest of 400, ms", times[-1]
    times = _timed(lambda index: files.tile(0, index // 256), count)
    yield "tile of hashes, median ms", statistics.median(times)
    times = _timed(lambda index: files.bundle(index // 256), count - count % 256)
    yield "bundle of 256 entries, median ms", statistics.median(times)


def _storage() -> Iterator[tuple[str, float]]:
    from django.db import connection

    from realtime.record.models import Entry

    count = Entry.objects.count()  # the first figures wrote some too
    for table in TABLES:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_total_relation_size(%s)", [table])
            yield f"{table}: MB for a million entries", cursor.fetchone()[0] / 1e6 * MILLION / count


def _walk(count: int) -> Iterator[tuple[str, float]]:
    """The whole record read and built again, as `manage.py record verify` does."""
    from realtime.record import audit

    started = time.monotonic()
    assert list(audit.problems()) == []
    yield "whole record verified, entries a second", count / (time.monotonic() - started)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    for name, value in measure(int(sys.argv[1]) if len(sys.argv) > 1 else MILLION):
        print(f"{name:62} {value:12,.2f}", flush=True)
