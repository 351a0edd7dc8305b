"""Sealing: waiting entries get consecutive numbers, are added up, and their topics get new figures."""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from realtime import ticks
from realtime.live import series, topics
from realtime.live.publish import publish
from realtime.record import projections, sealing, waiting
from realtime.record.waiting import BATCH

LEADER = 0x51AA  # session advisory lock of the one sealer that leads
INTERVAL = 0.5  # seconds between ticks
LONGEST = 30.0  # seconds between tries while something is wrong

log = logging.getLogger(__name__)

_REFRESH = """
INSERT INTO live_snapshot (topic, sequence, record_size, figures, generated_at, changed)
SELECT topic, 1, %s, figures, %s,
  (SELECT coalesce(jsonb_object_agg(key, 1), '{}') FROM jsonb_object_keys(figures) AS key)
FROM unnest(%s::varchar[], %s::jsonb[]) AS fresh(topic, figures)
ON CONFLICT (topic) DO UPDATE SET sequence = live_snapshot.sequence + 1, record_size = EXCLUDED.record_size,
  figures = EXCLUDED.figures, generated_at = EXCLUDED.generated_at, changed = (
    SELECT coalesce(jsonb_object_agg(key, CASE WHEN live_snapshot.figures -> key IS NOT DISTINCT FROM value
      THEN coalesce(live_snapshot.changed -> key, '0') ELSE to_jsonb(live_snapshot.sequence + 1) END), '{}')
    FROM jsonb_each(EXCLUDED.figures))
RETURNING topic, sequence
"""


def seal(limit: int = BATCH) -> int:
    """Seal up to `limit` waiting entries (and of each lane) in one transaction; the number sealed."""
    return _seal(lambda: waiting.everything(limit))


def seal_all() -> int:
    """Seal until nothing waits (entries written by projections included); the number sealed."""
    total = 0
    while sealed := seal():
        total += sealed
    return total


def flush_lane(lane: str) -> int:
    """Seal everything that waits in one lane, shuffled, however little it is; the number sealed.

    For closing a round: call it when no more ballots can arrive, before row locks are taken.
    """
    total = 0
    while sealed := _seal(lambda: waiting.of_lane(lane)):
        total += sealed
    return total


def _seal(choose: Callable[[], Sequence[int]]) -> int:
    """Seal what `choose` gives, in one transaction that no other sealing can overlap."""
    with transaction.atomic():
        sealing.lock()
        sealing.begin()
        arrivals = choose()
        if not arrivals:
            return 0
        entries = sealing.number(arrivals)
        size = entries[-1].index + 1
        everything = [projections.read(e.index, e.id, e.leaf) for e in entries]
        series.count(everything)
        batch = [entry for entry in everything if projections.concerned(entry.kind)]
        messages = refresh_all(projections.run(batch, size), size)
        if messages:
            transaction.on_commit(partial(publish, messages), robust=True)
    return len(entries)


def refresh(topic: str, size: int) -> None:
    """Write one topic's absolute figures for a record of `size` entries under the next sequence number."""
    refresh_all([topic], size)


def refresh_all(names: Iterable[str], size: int) -> list[dict[str, Any]]:
    """Write the absolute figures of these topics in one statement; the messages to publish."""
    found = {name: figures for name in sorted(names) if (figures := _figures(name)) is not None}
    if not found:
        return []
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(_REFRESH, [size, now, list(found), [json.dumps(figures) for figures in found.values()]])
        sequences = dict(cursor.fetchall())
    return [
        {
            "topic": name,
            "sequence": sequences[name],
            "record_size": size,
            "generated_at": now.isoformat(),
            "figures": figures,
        }
        for name, figures in found.items()
    ]


def _figures(topic: str) -> dict[str, Any] | None:
    """The figures of a topic; None when it has none, or when reading them fails: that must not hold sealing up."""
    try:
        with transaction.atomic():
            return topics.figures(topic)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("The figures of %s could not be read: they stay as they were.", topic)
        return None


class Sealer:
    """A sealer that runs until stopped: leads if nobody else does, otherwise stands by and takes over.

    It works on the database connection of the thread that runs it. The leader's lock belongs to that very
    connection, so a sealer that loses its connection has lost its lead and its unfinished batch together.
    """

    def __init__(self, *, interval: float = INTERVAL, clock: Callable[[], float] = time.monotonic) -> None:
        self.interval, self.clock = interval, clock
        self.watch: waiting.Watch | None = None  # present while this sealer leads
        self.failures = 0
        self.looked = float("-inf")  # when the clock events last ran

    def run(self, stop: threading.Event) -> None:
        """Seal at every tick until `stop` is set. Survives restarts of the database and faults in projections."""
        while not stop.is_set():
            pause = self._turn()
            stop.wait(pause)
        self._step_down()

    def _turn(self) -> float:
        """One tick, whatever happens; the seconds to wait before the next."""
        try:
            sealed = self.tick() if self._leads() else 0
            self.failures = 0
        except Exception as problem:
            self.failures += 1
            lost = isinstance(problem, OperationalError | InterfaceError)
            log.log(logging.WARNING if lost else logging.ERROR, "Sealing failed; trying again.", exc_info=not lost)
            if lost:
                self._step_down()
            return min(self.interval * 2**self.failures, LONGEST)
        return 0 if sealed >= BATCH // 2 else self.interval

    def tick(self) -> int:
        """Seal what is ripe, or when nothing is, look at the clock; the number sealed. Only for the leader."""
        self.watch = self.watch or waiting.Watch(self.clock)
        sealed = _seal(partial(self.watch.ripe, BATCH))
        if not sealed and self.clock() - self.looked >= ticks.EVERY:
            self.looked = self.clock()
            ticks.run()
        return sealed

    def _leads(self) -> bool:
        if self.watch:
            return True
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LEADER])
            if not cursor.fetchone()[0]:
                return False
        self.watch = waiting.Watch(self.clock)
        log.info("This sealer leads.")
        return True

    def _step_down(self) -> None:
        """Give the lead away with the connection that holds it."""
        self.watch = None
        try:
            connection.close()
        except (OperationalError, InterfaceError):
            log.info("The connection was already gone.")


class Running:
    """A sealer in a thread of this process."""

    def __init__(self, sealer: Sealer) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=sealer.run, args=[self._stop], name="sealer", daemon=True)
        self._thread.start()

    def stop(self, timeout: float = 10) -> None:
        """Finish the batch at hand and end."""
        self._stop.set()
        self._thread.join(timeout)


def start_in_thread(*, interval: float = INTERVAL) -> Running:
    """Start a sealer beside whatever else this process does (the one-process demo); `.stop()` ends it."""
    return Running(Sealer(interval=interval))
