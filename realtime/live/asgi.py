"""Everything live as one ASGI application: sockets and streams."""

from typing import Any

from channels.security.websocket import AllowedHostsOriginValidator

from realtime.live.consumers import LiveConsumer
from realtime.live.streams import PREFIX, stream, topic_of
from realtime.live.viewers import Send

_sockets = AllowedHostsOriginValidator(LiveConsumer.as_asgi())


def is_live(scope: dict[str, Any]) -> bool:
    """Whether a connection is for live figures (the JSON of a topic is not: that is an ordinary page)."""
    return scope["type"] == "websocket" or (scope["type"] == "http" and topic_of(scope["path"]) is not None)


async def serve(scope: dict[str, Any], receive: Any, send: Send) -> None:
    """Serve a socket or a stream. Sockets are taken from this site's own pages only."""
    if scope["type"] == "http":
        await stream(scope, receive, send)
    elif scope["path"] == PREFIX:
        await _sockets(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1008})
