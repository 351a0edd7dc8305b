"""Many topics on one WebSocket.

The viewer sends `{"subscribe": ["petition.abc", "site"], "unsubscribe": []}` and gets the newest figures of each topic
at once, then every change. An unknown topic is answered with `{"error": "unknown-topic", "topic": …}`.
"""

import json
from contextlib import suppress
from typing import Any

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.db import Error as DatabaseError

from realtime.live import hub
from realtime.live.viewers import Send, Viewer

TOPICS = 100  # on one socket
LENGTH = 8_192  # characters in one request
REQUESTS = 30  # in a minute
POLICY = 1008  # WebSocket close code: refused by policy


class LiveConsumer(AsyncWebsocketConsumer):
    """One socket. It joins no group of the channel layer: the hub calls its send function directly."""

    async def __call__(self, scope: Any, receive: Any, send: Send) -> None:
        """Handle one event after the other, with no task and no thread of its own (an idle socket stays small)."""
        self.scope, self.base_send = scope, send
        self.hub = hub.running()
        self.viewer: Viewer = self.hub.socket(send)
        self.window, self.requests = 0.0, 0
        try:
            with suppress(StopConsumer):
                while True:
                    await self.dispatch(await receive())
        finally:
            self.hub.leave(self.viewer)

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Call the handler of an event. Sockets use no database connection, so none has to be looked after."""
        match message["type"]:
            case "websocket.connect":
                await self.accept()
            case "websocket.receive":
                await self._obey(message.get("text"))
            case _:
                raise StopConsumer

    async def _obey(self, text: str | None) -> None:
        """Change what this socket watches."""
        wanted = _read(text) if self._may_ask() else None
        if wanted is None:
            await self.close(POLICY)
            return
        subscribe, unsubscribe = wanted
        for name in unsubscribe:
            self.hub.unwatch(self.viewer, name)
        for name in subscribe:
            if name in self.viewer.topics:
                continue
            if len(self.viewer.topics) >= TOPICS:
                await self._complain("too-many-topics", name)
            elif error := await self._watch(name):
                await self._complain(error, name)

    async def _watch(self, name: str) -> str:
        """Show a topic; what is wrong otherwise."""
        try:
            return "" if await self.hub.watch(self.viewer, name) else "unknown-topic"
        except DatabaseError:
            return "unavailable"

    def _may_ask(self) -> bool:
        now = self.hub.loop.time()
        if now - self.window > 60:
            self.window, self.requests = now, 0
        self.requests += 1
        return self.requests <= REQUESTS

    async def _complain(self, error: str, topic: str) -> None:
        await self.send(text_data=json.dumps({"error": error, "topic": topic}))


def _read(text: str | None) -> tuple[list[str], list[str]] | None:
    """The topics to subscribe to and to leave; None for anything that is not such a request."""
    if not text or len(text) > LENGTH:
        return None
    try:
        request = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(request, dict):
        return None
    lists = [request.get("subscribe", []), request.get("unsubscribe", [])]
    if not all(isinstance(names, list) and all(isinstance(name, str) for name in names) for names in lists):
        return None
    return lists[0][: TOPICS + 1], lists[1]
