"""The leader killed or cut off at every step of its transaction: one history, no gap, everything counted once."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from django.conf import settings
from django.db import connection

from realtime import sealer
from realtime.live import topics
from realtime.live.models import Snapshot
from realtime.record import audit, projections, waiting
from realtime.record.models import Checkpoint, Entry, Pending
from tests.realtime.record import steps
from tests.realtime.record.test_leaders import assert_whole, environment, eventually, fill

pytestmark = pytest.mark.django_db(transaction=True)

KILLED = -9


@dataclass
class Forker:
    """A process that forks sealers on request."""

    process: subprocess.Popen[str]

    def __call__(self, order: str) -> list[int]:
        """How the processes of this order ended: 0, or the signal as a negative number."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(order + "\n")
        self.process.stdin.flush()
        return [int(code) for code in self.process.stdout.readline().split()]


@pytest.fixture(scope="module")
def forker(django_db_setup: None) -> Iterator[Forker]:
    """One for all tests here: it starts Django only once."""
    command = [sys.executable, "-m", "tests.realtime.record.dying_sealer"]
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment(), stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True
    )
    yield Forker(process)
    process.communicate(timeout=20)


@pytest.fixture(autouse=True)
def ledger(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The table in which the projection writes what it was given."""
    run(steps.COUNTED)
    monkeypatch.setattr(projections, "_registered", {"test.act": [steps.count]})
    monkeypatch.setattr(topics, "_providers", {"counted": steps.figures})
    yield
    run("DROP TABLE test_counted")


def run(statement: str) -> list[tuple[int]]:
    """The rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def counted() -> list[int]:
    """What the projection was given, in order."""
    return [index for (index,) in run("SELECT index FROM test_counted ORDER BY index")]


def newest() -> int:
    """The size in the newest checkpoint; 0 before there is one."""
    return max([*Checkpoint.objects.values_list("size", flat=True), 0])


def assert_one_history(count: int) -> None:
    """Numbered without a gap, verified, added up once, and the figures say so."""
    assert_whole(count)
    assert counted() == list(range(count))
    assert Snapshot.objects.get(topic="counted.1").figures == {"total": count}


def test_it_works(forker: Forker) -> None:
    fill(5)
    assert forker("seal") == [0]
    assert_one_history(5)


def test_killed_at_any_step_the_leader_leaves_all_or_nothing(forker: Forker) -> None:
    size = written = 0
    for place, (moment, step) in enumerate(steps.PLACES):
        fill(30)
        written += 30
        assert forker(f"{moment} {step}") == [KILLED], (moment, step)
        eventually(lambda: not sealing_now())
        size = written if place >= steps.COMMITTED else size
        sealed = size, size, written - size
        assert (Entry.objects.count(), newest(), Pending.objects.count()) == sealed, (moment, step)
        assert counted() == list(range(size)), (moment, step)
        assert list(audit.problems()) == [], (moment, step)
        if place % 3 == 2:  # the next ones meet a record with a backlog, or without
            assert forker("seal") == [0]
            size = written
    assert forker("seal") == [0]
    assert_one_history(written)


def test_cut_off_at_any_step_a_running_sealer_goes_on_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(steps.STEPS, "choose", (waiting.Watch, "ripe"))
    running = sealer.start_in_thread(interval=0.02)
    for number, (moment, step) in enumerate(steps.PLACES[2:], 1):  # the empty record is begun only once
        once = Once(cut_off)
        mend = steps.interfere(moment, step, once)
        fill(10)
        eventually(once.done.is_set)
        mend()
        eventually(lambda: not Pending.objects.exists())
        assert counted() == list(range(10 * number)), (moment, step)
    running.stop()
    assert_one_history(10 * number)


def test_processes_that_seal_at_once_and_die_at_every_step_write_one_history(forker: Forker) -> None:
    count = 0
    for moment, step in steps.PLACES:
        fill(40)
        count += 40
        running = sealer.start_in_thread(interval=0.01)
        forker(f"{moment} {step}")
        assert forker("race") == [0, 0, 0]
        running.stop()
    assert_one_history(count)


@dataclass
class Once:
    """A fault that happens only the first time."""

    fault: Callable[[], None]
    done: threading.Event = field(default_factory=threading.Event)

    def __call__(self) -> None:
        if not self.done.is_set():
            self.done.set()
            self.fault()


def cut_off() -> None:
    """End the sealer's own connection from the side of the database, and notice it only at the next statement."""
    pid = connection.connection.info.backend_pid
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    finally:
        other.close()


def sealing_now() -> bool:
    """Whether the database still works for a process that was killed."""
    return bool(
        run(
            "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
    )
