"""Thousands of readers in one process: they only count.

`python -m tests.benchmarks.live_readers <socket|stream|plain> <port> <number>` connects and prints `ready`; then each
line `count <messages>` on standard input prints the seconds from the first to the last of them, and how many came.
"""

import asyncio
import sys
import threading
import time
from typing import Any

import uvloop

from tests.benchmarks.live_servers import MARK, TOPIC

SUBSCRIBE = f'{{"subscribe":["{TOPIC}"]}}'.encode()
PATIENCE = 20.0  # seconds


class Count:
    """What all readers together have got."""

    def __init__(self) -> None:
        self.messages = self.open = 0
        self.first = self.last = 0.0

    def add(self, number: int) -> None:
        self.last = time.perf_counter()
        if not self.messages:
            self.first = self.last
        self.messages += number


class Reader(asyncio.Protocol):
    """One connection."""

    def __init__(self, kind: str, port: int, count: Count) -> None:
        self.kind, self.port, self.count, self.head = kind, port, count, b""

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        host = f"Host: 127.0.0.1:{self.port}\r\n"
        if self.kind == "stream":
            request = f"GET /live/{TOPIC} HTTP/1.1\r\n{host}\r\n"
        else:
            request = (
                f"GET /live/ HTTP/1.1\r\n{host}Origin: http://127.0.0.1:{self.port}\r\n"
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
            )
        transport.write(request.encode())

    def data_received(self, data: bytes) -> None:
        if self.transport is not None:
            self.head += data
            if b"\r\n\r\n" not in self.head:
                return
            assert self.head.startswith((b"HTTP/1.1 101", b"HTTP/1.1 200")), self.head[:200]
            if self.kind == "socket":
                self.transport.write(bytes([0x81, 0x80 | len(SUBSCRIBE), 0, 0, 0, 0]) + SUBSCRIBE)
            self.count.open += 1
            self.transport, self.head = None, b""
        number = data.count(MARK.encode())
        if number:
            self.count.add(number)


async def main(kind: str, port: int, number: int) -> None:
    """Connect, then count as told."""
    loop, count, orders = asyncio.get_running_loop(), Count(), asyncio.Queue[int]()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(orders.put_nowait, int(line.split()[1]))
        loop.call_soon_threadsafe(orders.put_nowait, 0)

    for _ in range(0, number, 100):
        await asyncio.gather(
            *(loop.create_connection(lambda: Reader(kind, port, count), "127.0.0.1", port) for _ in range(100))
        )
    while count.open < number or (kind != "plain" and count.messages < number):  # each begins with the newest figures
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.5)
    threading.Thread(target=read, daemon=True).start()
    count.messages = 0
    print("ready", flush=True)
    while expected := await orders.get():
        began = time.perf_counter()
        while count.messages < expected and time.perf_counter() - began < PATIENCE:
            await asyncio.sleep(0.02)
        print(f"{count.last - count.first:.6f} {count.messages}", flush=True)
        count.messages = 0


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
