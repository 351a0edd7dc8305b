"""What is still to be written to Redis, and the thread that writes it: loaded where figures are published through it.

A plain, kept Redis client writes to the groups of the channel layer: twenty times cheaper than
`async_to_sync(group_send)`, which connects each time.
"""

import logging
import threading
from collections.abc import Sequence
from typing import Any

import redis
from channels.layers import get_channel_layer
from django.conf import settings

from realtime.live.messages import Message

TIMEOUT = 2.0  # seconds for Redis to answer

log = logging.getLogger(__name__)


class Outbox:
    """The newest message of each topic that is still to be written to Redis, and the thread that writes."""

    def __init__(self, url: str) -> None:
        self._waiting: dict[str, Message] = {}
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._client = redis.Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT)
        self._layer = get_channel_layer()
        threading.Thread(target=self._run, name="live-outbox", daemon=True).start()

    def put(self, messages: Sequence[Message]) -> None:
        """Leave messages to be written; a newer one takes the place of an older one of its topic."""
        with self._lock:
            self._waiting.update({message.topic: message for message in messages})
        self._wake.set()

    def _run(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            with self._lock:
                waiting, self._waiting = self._waiting, {}
            try:
                self._write(list(waiting.values()))
            except redis.RedisError as problem:
                log.warning("Redis does not answer (%s): viewers get figures from the database.", problem)
            except Exception:
                log.exception("Live figures were not published.")

    def _write(self, messages: Sequence[Message]) -> None:
        pipeline = self._client.pipeline(transaction=False)
        for message in messages:
            event = {"type": "live.figures", "topic": message.topic, "sequence": message.sequence, "text": message.text}
            pipeline.publish(group_address(message.topic), self._layer.serialize(event))
        pipeline.execute()


def group_address(topic: str) -> str:
    """Where the pub/sub channel layer listens for a group (a test holds it to this)."""
    layer: dict[str, Any] = settings.CHANNEL_LAYERS["default"]
    prefix = layer.get("CONFIG", {}).get("prefix", "asgi")
    return f"{prefix}__group__{topic}"
