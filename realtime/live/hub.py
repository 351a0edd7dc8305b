"""The hub: everything this process shows live. One per process, in the event loop that serves viewers.

It keeps the newest message of each topic that somebody here watches, and gives it to all of them. Messages
come from the sealer (in this process, or through Redis); every few seconds the database is asked whether
one got lost. So Redis makes figures quicker, and nothing depends on it.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from django.conf import settings
from django.db import close_old_connections, connections

from realtime.live import snapshots
from realtime.live.messages import Message
from realtime.live.upstream import Upstream
from realtime.live.viewers import Send, Viewer

PATIENCE = 5.0  # seconds that a viewer may take for one message
REFRESH = 5  # seconds between looks into the database
COMMENT = 15  # seconds between comments on a quiet stream
REST = 60  # seconds that a topic is kept after its last viewer
RING = 16  # messages kept for those who come back

QUIET = {"type": "http.response.body", "body": b": quiet\n\n", "more_body": True}

log = logging.getLogger(__name__)


class Topic:
    """One topic that somebody watches here, or watched a moment ago."""

    def __init__(self, name: str, now: float) -> None:
        self.name, self.touched = name, now
        self.ring: deque[Message] = deque(maxlen=RING)
        self.viewers: set[Viewer] = set()
        self.loading: asyncio.Task[None] | None = None

    @property
    def latest(self) -> Message | None:
        """The newest message."""
        return self.ring[-1] if self.ring else None

    def since(self, sequence: int | None) -> Sequence[Message]:
        """What a viewer who has seen `sequence` lacks; the newest message when the ring does not reach back."""
        if sequence is None or sequence > self.ring[-1].sequence or sequence < self.ring[0].sequence - 1:
            return [self.ring[-1]]
        return [message for message in self.ring if message.sequence > sequence]


class Hub:
    """Topics and viewers of one event loop. All methods except `hand_over` are for that loop's thread only."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.topics: dict[str, Topic] = {}
        self.streams: set[Viewer] = set()
        self.busy: set[Viewer] = set()
        self.reader = ThreadPoolExecutor(1, thread_name_prefix="live-snapshots")
        self.upstream = Upstream(self.take) if settings.REDIS_URL else None
        self.tasks = [self.loop.create_task(self._keep_time())]
        if self.upstream:
            self.tasks.append(self.loop.create_task(self.upstream.run()))

    # Messages

    def hand_over(self, messages: Iterable[Message]) -> None:
        """Give messages to the hub from any thread; returns at once."""
        with suppress(RuntimeError):  # the loop has ended: nobody watches any more
            self.loop.call_soon_threadsafe(self._take_all, list(messages))

    def take(self, message: Message) -> None:
        """Keep a message and offer it to every viewer of its topic. Repeated and overtaken ones are ignored."""
        topic = self.topics.get(message.topic)
        if topic is None or (topic.latest is not None and message.sequence <= topic.latest.sequence):
            return
        topic.ring.append(message)
        for viewer in list(topic.viewers):
            viewer.offer(message)

    def latest(self, name: str) -> Message | None:
        """The newest message of a topic watched here."""
        topic = self.topics.get(name)
        return topic.latest if topic else None

    def _take_all(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.take(message)

    # Viewers

    def socket(self, send: Send) -> Viewer:
        """A viewer at the other end of a WebSocket."""
        return Viewer("socket", send, self.latest, self.busy)

    def stream(self, send: Send) -> Viewer:
        """A viewer at the other end of a stream of server-sent events."""
        viewer = Viewer("stream", send, self.latest, self.busy)
        self.streams.add(viewer)
        return viewer

    async def watch(self, viewer: Viewer, name: str, *, seen: int | None = None) -> bool:
        """Show a topic to a viewer, beginning with what they lack; False when there is no such topic."""
        topic = await self._open(name)
        if topic is None:
            return False
        topic.viewers.add(viewer)
        viewer.topics.add(name)
        for message in topic.since(seen):
            viewer.offer(message)
        return True

    def unwatch(self, viewer: Viewer, name: str) -> None:
        """Show a topic no longer to a viewer."""
        viewer.topics.discard(name)
        if topic := self.topics.get(name):
            topic.viewers.discard(viewer)
            topic.touched = self.loop.time()

    def leave(self, viewer: Viewer) -> None:
        """Forget a viewer."""
        for name in list(viewer.topics):
            self.unwatch(viewer, name)
        self.streams.discard(viewer)
        self.busy.discard(viewer)

    async def exists(self, name: str) -> bool:
        """Whether there is such a topic (and if so, keep it ready)."""
        return await self._open(name) is not None

    # Topics

    async def _open(self, name: str) -> Topic | None:
        """The topic with its newest message; many who ask at once cost one query."""
        topic = self.topics.get(name)
        if topic is None:
            topic = self.topics[name] = Topic(name, self.loop.time())
            topic.loading = self.loop.create_task(self._load(topic))
        if topic.loading is not None:
            await asyncio.shield(topic.loading)
        return topic if topic.latest else None

    async def _load(self, topic: Topic) -> None:
        """Read the topic's snapshot; a topic that there is not is forgotten again."""
        try:
            if self.upstream:
                await self.upstream.want(self.topics)
            if message := await self._read(snapshots.read, topic.name):
                self.take(message)
        finally:
            topic.loading = None
            if topic.latest is None:
                del self.topics[topic.name]

    async def _read[A, R](self, reading: Callable[[A], R], argument: A) -> R:
        def read() -> R:
            close_old_connections()
            return reading(argument)

        return await self.loop.run_in_executor(self.reader, read)

    # Time

    async def _keep_time(self) -> None:
        """Once a second: cut off who does not read, forget what nobody watches, look for what got lost."""
        second = 0
        while True:
            await asyncio.sleep(1)
            second += 1
            try:
                await self._tick(second)
            except Exception as problem:
                log.warning("Live figures could not be refreshed: %s", problem)

    async def _tick(self, second: int) -> None:
        now = self.loop.time()
        for viewer in [viewer for viewer in self.busy if now - viewer.busy_since > PATIENCE]:
            viewer.cut()
        for topic in list(self.topics.values()):
            if not topic.viewers and not topic.loading and now - topic.touched > REST:
                del self.topics[topic.name]
        if second % COMMENT == 0:
            for viewer in list(self.streams):
                viewer.push(QUIET)
        if self.upstream:
            await self.upstream.want(self.topics)
        if second % REFRESH == 0 and self.topics:
            self._take_all(await self._read(snapshots.read_many, list(self.topics)))

    async def stop(self) -> None:
        """Stop keeping time and close the database connection."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.loop.run_in_executor(self.reader, connections.close_all)
        self.reader.shutdown()


_running: Hub | None = None


def running() -> Hub:
    """The hub of this process; starts it when the running event loop has none yet."""
    global _running  # noqa: PLW0603
    loop = asyncio.get_running_loop()
    if _running is None or _running.loop is not loop:
        _running = Hub()
    return _running


async def stop() -> None:
    """Stop the hub of this process, if it runs in this event loop."""
    global _running
    if _running is not None and _running.loop is asyncio.get_running_loop():
        hub, _running = _running, None
        await hub.stop()


def hand_over(messages: Iterable[Message]) -> None:
    """Give messages to the hub of this process, from any thread; they are lost when there is none."""
    if _running is not None:
        _running.hand_over(messages)
