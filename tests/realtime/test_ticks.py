"""Clock events: run by the leader, when nothing waits, and never in the way of sealing."""

import threading

import pytest

from realtime import sealer, ticks
from realtime.record.append import append
from realtime.record.models import Pending

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many entries waited at each look at the clock."""
    seen: list[int] = []
    monkeypatch.setattr(ticks, "_registered", {"test": lambda: seen.append(Pending.objects.count())})
    return seen


def leading(clock: list[float]) -> sealer.Sealer:
    return sealer.Sealer(clock=lambda: clock[0])


def test_it_works(looks: list[int]) -> None:
    leading([0.0]).tick()
    assert looks == [0]


def test_it_looks_every_ten_seconds_by_a_clock_that_nobody_sets(looks: list[int]) -> None:
    clock = [0.0]
    leader = leading(clock)
    for moment in (0.0, 5.0, 9.9, 10.0, 12.0, 21.0):
        clock[0] = moment
        leader.tick()
    assert len(looks) == 3


def test_what_waits_is_sealed_first(looks: list[int]) -> None:
    leader = leading([0.0])
    append("test.act", "test/a", {})
    assert leader.tick() == 1
    assert looks == []
    leader.tick()
    assert looks == [0]


def test_a_failing_event_stops_neither_the_others_nor_sealing(
    looks: list[int], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr(ticks, "_registered", {"broken": fail, **ticks._registered})
    leader = leading([0.0])
    leader.tick()
    append("test.act", "test/a", {})
    assert leader.tick() == 1
    assert looks == [0]
    assert "broken" in caplog.text


def test_only_the_leader_looks(looks: list[int]) -> None:
    leaders = [sealer.start_in_thread(interval=0.02) for _ in range(3)]
    threading.Event().wait(0.5)
    for leader in leaders:
        leader.stop()
    assert len(looks) == 1
