"""Several sealers, killed sealers, restarted databases: nothing lost, nothing doubled."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection, connections

from realtime import sealer
from realtime.record import audit, projections
from realtime.record.append import append
from realtime.record.models import Entry, Pending
from tests.realtime.record.test_sealing import write

pytestmark = pytest.mark.django_db(transaction=True)

FILL = """
INSERT INTO record_pending (id, lane, kind, subject, leaf)
SELECT u, '', 'test.act', 'test/x', convert_to(format(
  '{"at":"2026-11-21T00:00:00Z","body":{"n":%%s},"id":"%%s","kind":"test.act","subject":"test/x"}', n, u), 'UTF8')
FROM (SELECT n, gen_random_uuid() AS u FROM generate_series(1, %s) AS n) AS made
"""


def fill(count: int) -> None:
    """Leave this many entries waiting, quickly."""
    with connection.cursor() as cursor:
        cursor.execute(FILL, [count])


def eventually(what: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until it is so."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def assert_whole(count: int) -> None:
    """Every entry once, numbered without a gap, and the record verifies."""
    indexes = list(Entry.objects.order_by("index").values_list("index", flat=True))
    assert indexes == list(range(count))
    assert Entry.objects.values("id").distinct().count() == count
    assert not Pending.objects.exists()
    assert list(audit.problems()) == []


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The indexes that a projection has been given, in order."""
    seen: list[int] = []

    def count(batch: Sequence[projections.Sealed], size: int) -> tuple[str, ...]:
        seen.extend(entry.index for entry in batch)
        return ()

    monkeypatch.setattr(projections, "_registered", {"test.act": [count]})
    return seen


def test_it_works() -> None:
    write(5)
    running = sealer.start_in_thread(interval=0.05)
    eventually(lambda: Entry.objects.count() == 5)
    running.stop()
    assert_whole(5)


def test_acts_written_by_many_at_once_are_all_sealed(counted: list[int]) -> None:
    def act(name: int) -> None:
        for n in range(50):
            append("test.act", f"test/{name}", {"n": n})
        connections.close_all()

    leaders = [sealer.start_in_thread(interval=0.01) for _ in range(2)]
    threads = [threading.Thread(target=act, args=[name]) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    eventually(lambda: Entry.objects.count() == 400)
    for leader in leaders:
        leader.stop()
    assert_whole(400)
    assert counted == list(range(400))


def test_only_one_leads_and_the_other_takes_over() -> None:
    first = sealer.Sealer(interval=0.02)
    stop = threading.Event()
    thread = threading.Thread(target=first.run, args=[stop])
    thread.start()
    eventually(lambda: first.watch is not None)
    second = sealer.Sealer(interval=0.02)
    second_stop = threading.Event()
    other = threading.Thread(target=second.run, args=[second_stop])
    other.start()
    time.sleep(0.3)
    assert second.watch is None
    stop.set()
    thread.join()
    eventually(lambda: second.watch is not None)
    second_stop.set()
    other.join()


def test_two_who_both_believe_to_lead_number_nothing_twice(counted: list[int]) -> None:
    fill(3_000)

    def work() -> None:
        while sealer.seal(limit=100):
            pass
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert_whole(3_000)
    assert counted == list(range(3_000))


def test_a_lost_connection_costs_nothing() -> None:
    leader = sealer.Sealer(interval=0.02)
    stop = threading.Event()
    thread = threading.Thread(target=leader.run, args=[stop])
    thread.start()
    for _ in range(3):
        eventually(lambda: leader.watch is not None)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_locks"
                " WHERE locktype = 'advisory' AND objid = %s AND granted AND database ="
                " (SELECT oid FROM pg_database WHERE datname = current_database())",
                [sealer.LEADER],
            )
        write(10)
        eventually(lambda: not Pending.objects.exists())
    stop.set()
    thread.join()
    assert_whole(30)


def test_a_fault_in_a_projection_holds_sealing_up_but_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = threading.Event()

    def project(batch: object, size: int) -> tuple[str, ...]:
        if not broken.is_set():
            broken.set()
            raise RuntimeError("a fault")
        return ()

    monkeypatch.setattr(projections, "_registered", {"test.act": [project]})
    write(5)
    running = sealer.start_in_thread(interval=0.02)
    eventually(broken.is_set)
    eventually(lambda: not Pending.objects.exists())
    running.stop()
    assert_whole(5)


def test_a_fault_in_publishing_does_not_touch_sealing(monkeypatch: pytest.MonkeyPatch) -> None:
    def publish(messages: object) -> None:
        raise RuntimeError("nobody listens")

    monkeypatch.setattr(sealer, "publish", publish)
    write(5)
    assert sealer.seal_all() == 5
    assert_whole(5)


def test_after_an_hour_asleep_the_backlog_is_sealed_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealer, "BATCH", 2_000)
    fill(20_000)
    running = sealer.start_in_thread()
    eventually(lambda: not Pending.objects.exists(), 60)
    running.stop()
    assert_whole(20_000)


def test_a_sealer_killed_in_mid_batch_loses_and_doubles_nothing(tmp_path: Path) -> None:
    fill(60_000)
    for _ in range(3):
        before = Entry.objects.count()
        process = start_process(tmp_path)
        eventually(partial(grown_beyond, before), 60)
        process.send_signal(signal.SIGKILL)
        process.wait()
    eventually(lambda: not leads())
    assert 0 < Entry.objects.count() < 60_000
    sealer.seal_all()
    assert_whole(60_000)


def test_a_sealer_asked_to_stop_ends_by_itself(tmp_path: Path) -> None:
    write(3)
    process = start_process(tmp_path)
    eventually(lambda: Entry.objects.count() == 3, 60)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert not leads()


def start_process(folder: Path) -> subprocess.Popen[bytes]:
    """`manage.py sealer` on the test database."""
    command = [sys.executable, "manage.py", "sealer", "--interval", "0.05"]
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment(), stdout=log, stderr=log)


def environment() -> dict[str, str]:
    """What another process needs to work on the test database with the same key."""
    told = connection.settings_dict
    host, port = quote(told["HOST"], safe=""), f":{told['PORT']}" if told["PORT"] else ""
    secret = f":{quote(told['PASSWORD'], safe='')}" if told["PASSWORD"] else ""
    url = f"postgresql://{told['USER']}{secret}@{host}{port}/{told['NAME']}"
    return {**os.environ, "DATABASE_URL": url, "RECORD_KEY": settings.RECORD_KEY}


def grown_beyond(size: int) -> bool:
    """Whether the record has more entries than this."""
    return Entry.objects.count() > size


def leads() -> bool:
    """Whether anybody holds the leader's lock here."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND granted AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database())",
            [sealer.LEADER],
        )
        return bool(cursor.fetchone()[0])
