"""The clock of the machine moved back and forward: the record and everything counted from it do not care."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from petitions.models import Petition
from petitions.states import State
from realtime import sealer, ticks
from realtime.record.models import Checkpoint, Entry, Pending
from realtime.record.receipts import find
from tests.factories import petitions as make
from tests.factories.people import Cast
from tests.realtime.record.test_leaders import assert_whole, eventually
from tests.realtime.record.test_sealing import write

pytestmark = pytest.mark.django_db(transaction=True)

JUMPS = [timedelta(days=3_650), timedelta(0), timedelta(days=-9_000), timedelta(hours=1), timedelta(seconds=-1)]


class Wall:
    """The wall clock: the real one, moved by `by`."""

    def __init__(self) -> None:
        self.by = timedelta(0)

    def now(self) -> datetime:
        return datetime.fromtimestamp(time.time(), UTC) + self.by


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    clock = Wall()
    monkeypatch.setattr(timezone, "now", clock.now)
    return clock


@pytest.fixture
def running(wall: Wall) -> Iterator[sealer.Running]:
    """A sealer that runs while the clock is moved."""
    one = sealer.start_in_thread(interval=0.02)
    yield one
    one.stop()


def test_it_works(wall: Wall, running: sealer.Running) -> None:
    write(3)
    eventually(lambda: not Pending.objects.exists())
    assert_whole(3)


def test_moved_back_and_forward_under_load_it_leaves_one_history(wall: Wall, running: sealer.Running) -> None:
    for jump in JUMPS * 2:
        wall.by = jump
        write(30)
        eventually(lambda: not Pending.objects.exists())
    running.stop()
    assert_whole(300)
    years = {found.document["at"][:4] for entry in Entry.objects.all() if (found := find(entry.id))}
    assert len(years) == 3, "each entry says what the clock said when it happened"
    assert Checkpoint.objects.values_list("size", flat=True)[0] == 300, "the newest is the largest"


def test_the_patience_with_a_lane_is_not_measured_by_the_wall(wall: Wall, running: sealer.Running) -> None:
    write(2, lane="round-1")
    for jump in JUMPS:
        wall.by = jump
        write(1)
        eventually(lambda: not Pending.objects.filter(lane="").exists())
    assert Pending.objects.filter(lane="round-1").count() == 2


def test_what_the_clock_ended_ends_once_though_the_clock_returns(cast: Cast, wall: Wall) -> None:
    petition = make.collecting(cast)
    sealer.seal_all()
    for jump in (timedelta(days=800), timedelta(0), timedelta(days=801)):
        wall.by = jump
        ticks.run()
        sealer.seal_all()
    petition = Petition.objects.get(pk=petition.pk)
    assert petition.state == State.EXPIRED
    ended = Entry.objects.filter(subject=f"petition/{petition.public_id}", kind="petition.expired")
    assert ended.count() == 1
