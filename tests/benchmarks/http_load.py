"""A cheap load generator: keep-alive connections send prepared requests, so that the server is what is measured."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Result:
    """How many answers of each status came in how many seconds."""

    seconds: float = 0.0
    statuses: Counter[int] = field(default_factory=Counter)

    def rate(self, status: int) -> float:
        """Answers of this status in a second."""
        return self.statuses[status] / self.seconds


def request(path: str, port: int, *, cookie: str = "", body: str = "") -> bytes:
    """One prepared request: POST with a body, GET without."""
    lines = [f"{'POST' if body else 'GET'} {path} HTTP/1.1", f"Host: localhost:{port}"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def press(port: int, requests: Iterator[bytes], *, connections: int, seconds: float) -> Result:
    """Send `requests` over `connections` connections, each with one under way, until they or the time run out."""
    result = Result()
    asyncio.run(_press(port, requests, connections, seconds, result))
    return result


async def _press(port: int, requests: Iterator[bytes], connections: int, seconds: float, result: Result) -> None:
    started = time.perf_counter()
    until = started + seconds
    loop = asyncio.get_running_loop()
    lines = [_Line(requests, until, result, loop.create_future()) for _ in range(connections)]
    for line in lines:
        await loop.create_connection(lambda line=line: line, "127.0.0.1", port)  # type: ignore[misc]
    await asyncio.gather(*(line.done for line in lines))
    result.seconds = time.perf_counter() - started


class _Line(asyncio.Protocol):
    """One connection: sends, waits for the whole answer, sends the next."""

    def __init__(self, requests: Iterator[bytes], until: float, result: Result, done: asyncio.Future[None]) -> None:
        self.requests, self.until, self.result, self.done = requests, until, result, done
        self.buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, found, body = self.buffer.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            return
        self.result.statuses[int(head[9:12])] += 1
        self.buffer = b""
        self._send()

    def connection_lost(self, _exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)

    def _send(self) -> None:
        following = next(self.requests, None) if time.perf_counter() < self.until else None
        if following is None:
            self.transport.close()
        else:
            self.transport.write(following)


def _length(head: bytes) -> int:
    lowered = head.lower()
    at = lowered.find(b"content-length:")
    return int(lowered[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
