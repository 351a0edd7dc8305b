"""Two live workers over one Redis: every viewer sees every final figure, also when Redis is killed and comes back."""

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from websockets.sync.client import ClientConnection, connect

from realtime.live import publish
from tests.realtime.conftest import redis_program, start_redis
from tests.realtime.live import topic
from tests.realtime.live.workers import Worker
from tests.site import free_port

VIEWERS = 5  # at each worker


@pytest.fixture
def through_redis(settings: Settings) -> Iterator[tuple[str, int]]:
    port = free_port()
    url = f"redis://127.0.0.1:{port}/0"
    settings.REDIS_URL = url
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [{"address": url, "socket_timeout": None, "max_connections": 64}]},
        }
    }
    publish.outbox.cache_clear()
    yield url, port
    publish.outbox.cache_clear()


def watch(stack: ExitStack, worker: Worker) -> ClientConnection:
    ws = stack.enter_context(connect(worker.ws, origin=worker.origin, compression=None))
    ws.send(json.dumps({"subscribe": ["test.a"]}))
    return ws


def reaches(ws: ClientConnection, n: int) -> None:
    """Read until figure `n` is there; a silence of a minute means that it never comes."""
    while json.loads(ws.recv(timeout=60))["figures"]["n"] != n:
        pass


def test_it_works(transactional_db: None, through_redis: tuple[str, int], tmp_path: Path) -> None:
    url, port = through_redis
    program = redis_program()
    redis = start_redis(program, port, tmp_path)
    try:
        topic.move("a", n=0)
        with ExitStack() as stack:
            workers = [stack.enter_context(Worker(url)) for _ in range(2)]
            viewers = [watch(stack, worker) for worker in workers for _ in range(VIEWERS)]
            for ws in viewers:
                reaches(ws, 0)
            time.sleep(1.5)  # the workers join the topic's group within a second
            topic.move("a", n=1)
            for ws in viewers:
                reaches(ws, 1)
            redis.kill()
            redis.wait(10)
            topic.move("a", n=2)  # through the database now, within its five seconds
            for ws in viewers:
                reaches(ws, 2)
            redis = start_redis(program, port, tmp_path)
            time.sleep(3)
            for n in range(3, 9):
                topic.move("a", n=n)
                time.sleep(0.2)
            for ws in viewers:
                reaches(ws, 8)
            topic.move("a", n=9)
            for ws in viewers:
                reaches(ws, 9)
    finally:
        redis.kill()
        redis.wait(10)
