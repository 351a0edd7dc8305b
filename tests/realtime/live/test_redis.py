"""Two processes and a real Redis between them."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from channels.layers import channel_layers
from pytest_django.fixtures import Settings

from realtime.live import hub, publish
from realtime.live.messages import Message
from realtime.live.outbox import Outbox
from tests.realtime.live import topic
from tests.realtime.live.test_sockets import hear, opened
from tests.realtime.server import Server


@pytest.fixture
def with_redis(redis_url: str, settings: Settings) -> Iterator[None]:
    settings.REDIS_URL = redis_url
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [{"address": redis_url, "socket_timeout": None, "max_connections": 64}]},
        }
    }
    channel_layers.backends.clear()
    yield
    channel_layers.backends.clear()


def _joined(name: str) -> None:
    """Wait until the hub of the server has joined the group of a topic."""
    for _ in range(100):
        if hub._running and hub._running.upstream and name in hub._running.upstream.joined:
            return
        time.sleep(0.05)
    raise AssertionError("never joined")


def test_it_works(with_redis: None, live: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "REFRESH", 10_000)  # nothing comes from the database
    topic.move("a", n=1)
    with opened(live, "a") as ws:
        hear(ws)
        _joined("test.a")
        topic.move("a", n=2)
        assert hear(ws)["figures"] == {"n": 2}


def test_a_group_is_left_when_nobody_watches(with_redis: None, live: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "REST", -1)
    topic.move("a", n=1)
    with opened(live, "a") as ws:
        hear(ws)
        _joined("test.a")
    for _ in range(100):
        if hub._running and hub._running.upstream and not hub._running.upstream.joined:
            return
        time.sleep(0.05)
    raise AssertionError("never left")


def test_without_redis_figures_come_from_the_database(
    live: Server, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "REFRESH", 1)
    topic.move("a", n=1)
    with opened(live, "a") as ws:
        hear(ws)
        settings.REDIS_URL = "redis://127.0.0.1:1/0"  # nobody there
        topic.move("a", n=2)
        assert hear(ws)["figures"] == {"n": 2}


def test_publishing_never_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    written: list[int] = []

    def slow(_outbox: Outbox, messages: list[Message]) -> None:
        gate.wait(60)
        written.extend(message.sequence for message in messages)

    monkeypatch.setattr(Outbox, "_write", slow)
    outbox = Outbox("redis://127.0.0.1:1/0")
    for sequence in range(100):
        outbox.put([Message("test.a", sequence, "{}")])
        time.sleep(0.001)
    assert written == [], "who publishes waited for the writer"
    gate.set()
    for _ in range(100):
        if written and written[-1] == 99:
            break
        time.sleep(0.02)
    assert written[-1] == 99
    assert len(written) <= 3, "newer figures take the place of older ones"


def test_publishing_never_fails(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    bad: Any = [{"no": "topic"}]
    publish.publish(bad)
    assert "not published" in caplog.text
