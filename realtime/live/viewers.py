"""One viewer: a socket or a stream. Sending to it never makes anybody else wait."""

import asyncio
from asyncio import Task
from collections.abc import Callable, Coroutine
from typing import Any, Literal

from realtime.live import direct
from realtime.live.messages import Message

TOO_SLOW = 1013  # WebSocket close code: try again later
GRACE = 5.0  # seconds in which a viewer who was cut off may still read why

type Send = Callable[[Any], Coroutine[Any, Any, None]]


class Viewer:
    """Takes the newest messages of its topics. While one is under way, newer ones are only remembered by topic.

    A send that can finish at once does so inside `offer` (an eager task); one that cannot goes on by
    itself, and the viewer then gets the newest figures of what it missed, however much that was.
    """

    __slots__ = ("_latest", "_send", "_watched", "_write", "busy_since", "kind", "loop", "missed", "task", "topics")

    def __init__(
        self,
        kind: Literal["socket", "stream"],
        send: Send,
        latest: Callable[[str], Message | None],
        watched: set["Viewer"],
    ) -> None:
        self.kind, self._send, self._latest, self._watched = kind, send, latest, watched
        self._write = direct.to_socket(send) if kind == "socket" else direct.to_stream(send)
        self.loop = asyncio.get_running_loop()
        self.topics: set[str] = set()
        self.missed: set[str] = set()
        self.task: Task[None] | None = None
        self.busy_since = 0.0

    def offer(self, message: Message) -> None:
        """Send the message now, or the newest of its topic as soon as the viewer has caught up."""
        if self.task is not None:
            self.missed.add(message.topic)
        elif self._write is None or not self._write(message.frame if self.kind == "socket" else message.chunk):
            self.push(message.socket if self.kind == "socket" else message.stream)

    def push(self, event: dict[str, Any]) -> None:
        """Start sending an ASGI event, unless something is under way."""
        if self.task is not None:
            return
        task: Task[None] = Task(self._send(event), loop=self.loop, eager_start=True)
        if task.done():
            _hear(task)
            return
        self.task, self.busy_since = task, self.loop.time()
        self._watched.add(self)
        task.add_done_callback(self._caught_up)

    def _caught_up(self, task: Task[None]) -> None:
        self.task = None
        self._watched.discard(self)
        if not _hear(task):
            return
        missed, self.missed = self.missed, set()
        for topic in missed & self.topics:
            if message := self._latest(topic):
                self.offer(message)

    def cut(self) -> None:
        """End the connection of a viewer who does not read.

        ASGI has no word for this: a polite close would wait behind what is not being read. So the close frame is
        put behind it (who reads on within GRACE seconds learns the reason), and then the server's transport is
        asked to drop everything; where there is none to ask, the send is given up.
        """
        self._watched.discard(self)
        transport = getattr(getattr(self._send, "__self__", None), "transport", None)
        if transport is None:
            if self.task is not None:
                self.task.cancel()
        elif direct.farewell(self._send, TOO_SLOW, "too slow"):
            self.loop.call_later(GRACE, transport.abort)
        else:
            transport.abort()


def _hear(task: Task[None]) -> bool:
    """Whether the send worked. One that failed belongs to a connection that ends by itself: its server says so."""
    return not task.cancelled() and task.exception() is None
