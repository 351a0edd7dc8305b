"""Lanes: ballots are sealed in crowds, or after ten minutes, and in mixed order."""

import pytest

from realtime import sealer
from realtime.record import waiting
from realtime.record.models import Entry, Pending
from tests.realtime.record.test_sealing import write

pytestmark = pytest.mark.django_db


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def leader(clock: Clock) -> sealer.Sealer:
    return sealer.Sealer(clock=clock)


def test_it_works(leader: sealer.Sealer) -> None:
    ids = write(20, lane="round-1")
    assert leader.tick() == 20
    assert {str(entry.id) for entry in Entry.objects.all()} == set(ids)


def test_fewer_than_a_crowd_wait_while_others_are_sealed(leader: sealer.Sealer) -> None:
    write(19, lane="round-1")
    write(19, lane="round-2")
    write(3)
    assert leader.tick() == 3
    assert Pending.objects.exclude(lane="").count() == 38


def test_crowds_are_not_made_of_several_lanes(leader: sealer.Sealer) -> None:
    write(19, lane="round-1")
    write(25, lane="round-2")
    assert leader.tick() == 25
    assert set(Pending.objects.values_list("lane", flat=True)) == {"round-1"}


def test_nobody_waits_longer_than_ten_minutes(leader: sealer.Sealer, clock: Clock) -> None:
    write(2, lane="round-1")
    assert leader.tick() == 0
    clock.now += 599
    write(1, lane="round-1")
    assert leader.tick() == 0
    clock.now += 1
    assert leader.tick() == 3
    write(1, lane="round-1")
    assert leader.tick() == 0
    clock.now += 599
    assert leader.tick() == 0


def test_the_clock_on_the_wall_does_not_matter(leader: sealer.Sealer, monkeypatch: pytest.MonkeyPatch) -> None:
    write(2, lane="round-1")
    leader.tick()
    monkeypatch.setattr("time.time", lambda: 4e9)
    assert leader.tick() == 0


def test_the_order_of_arrival_is_lost(leader: sealer.Sealer) -> None:
    ids = write(200, lane="round-1")
    leader.tick()
    sealed = [str(entry.id) for entry in Entry.objects.order_by("index")]
    assert sorted(sealed) == sorted(ids)
    stayed = sum(one == other for one, other in zip(ids, sealed, strict=True))
    assert stayed < 20  # 1 is expected; 20 would be a miracle


def test_a_round_that_closes_empties_its_lane() -> None:
    write(3, lane="round-1")
    write(2, lane="round-2")
    write(1)
    assert sealer.flush_lane("round-1") == 3
    assert sealer.flush_lane("round-1") == 0
    assert Pending.objects.count() == 3


def test_flushing_the_lane_without_a_name_takes_nothing() -> None:
    write(3)
    assert sealer.flush_lane("") == 0


def test_a_crowded_lane_leaves_room_for_the_others(leader: sealer.Sealer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealer, "BATCH", 60)
    write(300, lane="round-1")
    write(40, lane="round-2")
    write(100)
    leader.tick()
    assert Entry.objects.count() == 80  # 30 and 20 of the lanes, and 30 without
    while leader.tick():
        pass
    assert Pending.objects.count() < waiting.CROWD * 2


def test_late_arrivals_are_not_forgotten(leader: sealer.Sealer, clock: Clock) -> None:
    """An act may commit after acts that arrived later; the sealer looks behind itself."""
    write(5)
    leader.tick()
    assert leader.watch
    leader.watch.newest += waiting.SLACK * 3
    write(1)
    assert leader.tick() == 0
    clock.now += waiting.SWEEP
    assert leader.tick() == 1
