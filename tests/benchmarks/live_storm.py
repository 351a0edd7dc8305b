"""A reconnect storm: 5,000 viewers lose their sockets at one moment and come back as our pages do, and all at once.

Real sockets against one live process. What is compared is how many viewers have figures within a second of their own
try; printed beside it, how many tries fall into the busiest tenth of a second, and the waits.
"""

import asyncio
import random
import resource
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

import uvloop

from tests.benchmarks import Row
from tests.benchmarks.live_fanout import _process
from tests.benchmarks.live_readers import SUBSCRIBE
from tests.benchmarks.live_servers import MARK
from tests.site import free_port

VIEWERS = 5000
PATIENCE = 60.0  # seconds


def pause() -> float:
    """Seconds until the first try, as `pause(0)` in config/static/js/live-feed.js."""
    return (250 + random.random() * 5000) / 1000


@dataclass(frozen=True)
class Storm:
    """When each viewer was to try, and how long after that it had its figures; seconds."""

    tried: list[float]
    waited: list[float]

    @property
    def busiest(self) -> int:
        """Tries within the busiest tenth of a second."""
        return max(Counter(int(moment * 10) for moment in self.tried).values())

    @property
    def soon(self) -> float:
        """Percent of the viewers who had figures within a second."""
        return 100 * sum(wait < 1 for wait in self.waited) / len(self.waited)

    def __str__(self) -> str:
        middle, longest = median(self.waited) * 1000, max(self.waited) * 1000
        every = max(moment + wait for moment, wait in zip(self.tried, self.waited, strict=True))
        return (
            f"busiest tenth of a second {self.busiest:,} tries; figures after {middle:,.0f} ms (median), "
            f"{longest:,.0f} ms at most; everybody back after {every:.1f} s"
        )


class Viewer(asyncio.Protocol):
    """One socket: asks for a topic, and is done with the first figures."""

    def __init__(self, port: int) -> None:
        self.port, self.head, self.done = port, b"", asyncio.get_running_loop().create_future()

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        transport.write(
            f"GET /live/ HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nOrigin: http://127.0.0.1:{self.port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        before, self.head = self.head, (self.head + data)[-4096:]
        if b"\r\n\r\n" not in before and b"\r\n\r\n" in self.head:
            self.transport.write(bytes([0x81, 0x80 | len(SUBSCRIBE), 0, 0, 0, 0]) + SUBSCRIBE)
        if MARK.encode() in data and not self.done.done():
            self.done.set_result(None)


def run() -> Iterable[Row]:
    """Viewers served soon with the waits of our pages, against everybody at once."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    viewers = min(VIEWERS, hard - 500)
    port = free_port()
    with _process("live_servers", "ours", port):
        spread, at_once = uvloop.run(_storms(port, viewers))
    print(f"spread: {spread}\nat once: {at_once}", flush=True)
    name = f"reconnect storm, {viewers:,} viewers"
    yield Row(name, spread.soon, "% with figures in a second", "all at once", max(at_once.soon, 0.1), 1.0)


async def _storms(port: int, viewers: int) -> tuple[Storm, Storm]:
    open_now = await _come(port, [number / 2500 for number in range(viewers)])
    storms = []
    for waits in ([pause() for _ in range(viewers)], [0.0] * viewers):
        for viewer, _moment, _wait in open_now:
            viewer.transport.abort()
        await asyncio.sleep(2)
        open_now = await _come(port, waits)
        storms.append(Storm([moment for _, moment, _ in open_now], [wait for _, _, wait in open_now]))
    return storms[0], storms[1]


async def _come(port: int, waits: list[float]) -> list[tuple[Viewer, float, float]]:
    """Connect, each after its wait; the viewer, that wait, and how much later it had figures."""
    began = time.perf_counter()

    async def come(wait: float) -> tuple[Viewer, float, float]:
        await asyncio.sleep(wait)
        _transport, viewer = await asyncio.get_running_loop().create_connection(lambda: Viewer(port), "127.0.0.1", port)
        await asyncio.wait_for(viewer.done, PATIENCE)
        return viewer, wait, time.perf_counter() - began - wait

    return await asyncio.gather(*(come(wait) for wait in waits))
