"""The hub alone: who gets what, and that nobody waits for anybody."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from realtime.live import hub as hubs
from realtime.live import snapshots
from realtime.live.hub import Hub
from realtime.live.messages import Message
from realtime.live.viewers import Viewer


def message(sequence: int, topic: str = "test.a") -> Message:
    return Message.of({"topic": topic, "sequence": sequence, "figures": {"n": sequence}})


class Reader:
    """The far end of a socket: keeps what it got; reads only while `open` is set."""

    def __init__(self) -> None:
        self.got: list[int] = []
        self.open = asyncio.Event()
        self.open.set()

    async def send(self, event: dict[str, Any]) -> None:
        await self.open.wait()
        self.got.append(json.loads(event["text"])["sequence"])


@pytest_asyncio.fixture
async def hub(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hub]:
    """A hub whose database knows `test.a` and `test.b` at sequence 1."""
    known = {"test.a", "test.b"}
    monkeypatch.setattr(snapshots, "read", lambda name: message(1, name) if name in known else None)
    monkeypatch.setattr(snapshots, "read_many", lambda names: [message(1, name) for name in names])
    monkeypatch.setattr(hubs, "close_old_connections", lambda: None)
    running = Hub()
    yield running
    await running.stop()


async def test_it_works(hub: Hub) -> None:
    reader = Reader()
    assert await hub.watch(hub.socket(reader.send), "test.a")
    hub.take(message(2))
    hub.take(message(3))
    assert reader.got == [1, 2, 3]


async def test_there_is_no_such_topic(hub: Hub) -> None:
    assert not await hub.watch(hub.socket(Reader().send), "test.zzz")
    assert "test.zzz" not in hub.topics


async def test_repeated_and_overtaken_messages_are_ignored(hub: Hub) -> None:
    reader = Reader()
    await hub.watch(hub.socket(reader.send), "test.a")
    for sequence in (3, 2, 3, 1, 4):
        hub.take(message(sequence))
    assert reader.got == [1, 3, 4]


async def test_a_busy_reader_is_skipped_and_then_gets_the_newest(hub: Hub) -> None:
    slow, quick = Reader(), Reader()
    await hub.watch(hub.socket(slow.send), "test.a")
    await hub.watch(hub.socket(quick.send), "test.a")
    slow.open.clear()
    for sequence in range(2, 50):
        hub.take(message(sequence))
    assert quick.got == list(range(1, 50))
    assert slow.got == [1]
    slow.open.set()
    await asyncio.sleep(0.01)
    assert slow.got == [1, 2, 49]


async def test_a_reader_busy_with_one_topic_gets_the_other_later(hub: Hub) -> None:
    reader = Reader()
    viewer = hub.socket(reader.send)
    await hub.watch(viewer, "test.a")
    reader.open.clear()
    hub.take(message(2))
    assert await hub.watch(viewer, "test.b")
    reader.open.set()
    await asyncio.sleep(0.01)
    assert reader.got == [1, 2, 1]


async def test_a_reader_who_stays_busy_is_cut_off(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "PATIENCE", 0)
    reader = Reader()
    viewer = hub.socket(reader.send)
    await hub.watch(viewer, "test.a")
    reader.open.clear()
    hub.take(message(2))
    await hub._tick(1)
    await asyncio.sleep(0.01)
    assert viewer.task is None
    assert reader.got == [1]


async def test_a_send_that_fails_hurts_nobody_else(hub: Hub) -> None:
    async def broken(_event: dict[str, Any]) -> None:
        raise ConnectionResetError

    reader = Reader()
    await hub.watch(hub.socket(broken), "test.a")
    await hub.watch(hub.socket(reader.send), "test.a")
    hub.take(message(2))
    assert reader.got == [1, 2]


async def test_who_left_gets_nothing(hub: Hub) -> None:
    reader = Reader()
    viewer = hub.socket(reader.send)
    await hub.watch(viewer, "test.a")
    hub.leave(viewer)
    hub.take(message(2))
    assert reader.got == [1]
    assert not hub.topics["test.a"].viewers


async def test_who_comes_back_gets_what_was_missed(hub: Hub) -> None:
    await hub.watch(hub.socket(Reader().send), "test.a")
    for sequence in range(2, 40):
        hub.take(message(sequence))
    seen: dict[int | None, list[int]] = {}
    for last in (37, 39, 1, 99, None):
        reader = Reader()
        await hub.watch(hub.socket(reader.send), "test.a", seen=last)
        seen[last] = reader.got
    assert seen == {37: [38, 39], 39: [], 1: [39], 99: [39], None: [39]}


async def test_many_who_ask_at_once_cost_one_query(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def read(name: str) -> Message:
        asked.append(name)
        return message(1, name)

    monkeypatch.setattr(snapshots, "read", read)
    viewers: list[Viewer] = [hub.socket(Reader().send) for _ in range(50)]
    assert all(await asyncio.gather(*(hub.watch(viewer, "test.b") for viewer in viewers)))
    assert asked == ["test.b"]


async def test_a_topic_nobody_watches_is_forgotten(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    viewer = hub.socket(Reader().send)
    await hub.watch(viewer, "test.a")
    monkeypatch.setattr(hubs, "REST", -1)
    await hub._tick(1)
    assert "test.a" in hub.topics
    hub.leave(viewer)
    await hub._tick(2)
    assert not hub.topics


async def test_a_lost_message_is_found_in_the_database(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader()
    await hub.watch(hub.socket(reader.send), "test.a")
    monkeypatch.setattr(snapshots, "read_many", lambda names: [message(5, name) for name in names])
    await hub._tick(hubs.REFRESH)
    assert reader.got == [1, 5]


async def test_messages_come_from_any_thread(hub: Hub) -> None:
    reader = Reader()
    await hub.watch(hub.socket(reader.send), "test.a")
    await asyncio.to_thread(hub.hand_over, [message(2)])
    await asyncio.sleep(0.01)
    assert reader.got == [1, 2]
