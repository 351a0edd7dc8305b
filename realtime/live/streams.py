"""One topic as a stream of server-sent events: plain ASGI beside Django, no session, no middleware."""

import asyncio
import random
from collections.abc import Mapping
from typing import Any

from django.db import Error as DatabaseError

from realtime.live import hub
from realtime.live.viewers import Send
from realtime.problems import CONTENT_TYPE, document

PREFIX = "/live/"
LICENCE = b'<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
SHARED = [(b"access-control-allow-origin", b"*"), (b"link", LICENCE)]
STREAM = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    *SHARED,
]
END = {"type": "http.response.body", "body": b""}
RETRY = (
    5000  # milliseconds on average until a reader comes back; half as much more or less, so that not all come at once
)


def topic_of(path: str) -> str | None:
    """The topic whose stream stands at a path; None when something else does."""
    name = path.removeprefix(PREFIX)
    return name if name != path and name and "/" not in name and not name.endswith(".json") else None


async def stream(scope: Mapping[str, Any], receive: Any, send: Send) -> None:
    """Answer `GET /live/<topic>`: the newest figures, or those missed since Last-Event-ID, then every change."""
    name = topic_of(scope["path"]) or ""
    if scope["method"] not in {"GET", "HEAD"}:
        await _problem(send, 405, "Only GET is possible here.", [(b"allow", b"GET, HEAD")])
        return
    live = hub.running()
    try:
        known = await live.exists(name)
    except DatabaseError:
        await _problem(send, 503, "The figures cannot be read now.", [(b"retry-after", b"5")])
        return
    if not known:
        await _problem(send, 404, "There is no such topic.", [(b"cache-control", b"max-age=5")])
        return
    await send({"type": "http.response.start", "status": 200, "headers": STREAM})
    if scope["method"] == "HEAD":
        await send({"type": "http.response.body", "body": b""})
        return
    await send(_begin())
    viewer = live.stream(send)
    try:
        await live.watch(viewer, name, seen=_last_event_id(scope["headers"]))
        while (await receive())["type"] != "http.disconnect":
            pass
    except asyncio.CancelledError:  # the server is stopping: end the stream as a whole answer
        viewer.push(END)
    finally:
        live.leave(viewer)


def _begin() -> dict[str, Any]:
    retry = f"retry: {random.randint(RETRY // 2, RETRY * 3 // 2)}\n\n"  # noqa: S311  (no secret)
    return {"type": "http.response.body", "body": retry.encode(), "more_body": True}


def _last_event_id(headers: list[tuple[bytes, bytes]]) -> int | None:
    value = dict(headers).get(b"last-event-id", b"")
    return int(value) if value.isdigit() and len(value) < 19 else None


async def _problem(send: Send, status: int, title: str, headers: list[tuple[bytes, bytes]]) -> None:
    """Answer with a problem document (RFC 9457)."""
    body = document(status, title)
    kind = (b"content-type", CONTENT_TYPE.encode())
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [kind, length, *SHARED, *headers]})
    await send({"type": "http.response.body", "body": body})
