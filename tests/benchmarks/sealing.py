"""How fast entries are sealed, against how fast acts with their entries can be written at all, in one run.

`python -m tests.benchmarks.sealing` prints it. Works on a database of its own, thrown away afterwards.
"""

import os
import sys
import threading
import time
from collections.abc import Iterable
from datetime import UTC, datetime

import django

from tests.benchmarks import Row

WRITERS = 8
SECONDS = 5.0


def measure(*, seconds: float = SECONDS, backlog: int = 200_000) -> dict[str, float]:
    """Rates per second: acts written by eight threads, entries sealed meanwhile and from a backlog; and the ratio.

    `behind` is how many seconds of sealing the entries left over after full ingest took.
    """
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    connection.settings_dict["TEST"]["NAME"] = "bench_siang"
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        return ingest(seconds) | _backlog(backlog)
    finally:
        teardown_databases(databases, verbosity=0)


def run() -> Iterable[Row]:
    """Sealing of a backlog against writing at full ingest: below one, sealing would fall behind."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    found = measure(backlog=50_000)
    sealed, written = found["sealed_per_second"], found["written_per_second"]
    yield Row("sealing", sealed, "/s", "acts written with their entries", written, 1.0)


def ingest(seconds: float) -> dict[str, float]:
    """Write at full speed from eight threads while a sealer runs; `behind_seconds` until nothing waits."""
    from realtime import sealer
    from realtime.record.models import Entry, Pending

    running = sealer.start_in_thread()
    started = time.monotonic()
    counts = [0] * WRITERS
    threads = [threading.Thread(target=_write, args=[n, started + seconds, counts]) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    left, ended = Pending.objects.count(), time.monotonic()
    while Pending.objects.exists():
        time.sleep(0.01)
    behind = time.monotonic() - ended
    running.stop()
    assert Entry.objects.count() == sum(counts)
    return {"written_per_second": sum(counts) / seconds, "left_after_ingest": left, "behind_seconds": behind}


def _write(name: int, until: float, counts: list[int]) -> None:
    from django.db import connections

    from realtime.live.models import Snapshot
    from realtime.record.append import write

    now = datetime.now(UTC)
    while time.monotonic() < until:
        act = Snapshot(topic=f"bench.{name}.{counts[name]}", generated_at=now)
        write(act, kind="bench.act", subject=f"bench/{name}", body={"commitment": "ab" * 32, "area": "500101"})
        counts[name] += 1
    connections.close_all()


def _backlog(count: int) -> dict[str, float]:
    from realtime import sealer
    from tests.realtime.record.test_leaders import fill

    fill(count)
    started = time.monotonic()
    sealer.seal_all()
    return {"sealed_per_second": count / (time.monotonic() - started)}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    for key, value in measure(backlog=int(sys.argv[1]) if len(sys.argv) > 1 else 200_000).items():
        print(f"{key:24} {value:12,.1f}")
