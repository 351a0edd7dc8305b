"""The servers that `live_fanout` compares, each in a process of its own.

`python -m tests.benchmarks.live_servers <kind> <port>`, then on standard input: `go <rounds>` sends that many messages
to everybody, `rss` prints the resident memory in kB.
"""

import asyncio
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
import uvloop

MARK = "^"  # stands once in every message and nowhere else
TOPIC = "test.bench"


def text(sequence: int) -> str:
    """A message of the usual length."""
    figures = {"total": sequence, "online": sequence, "paper": 0, "counter": 0, "threshold": 10000, "mark": MARK}
    values = {"topic": TOPIC, "sequence": sequence, "record_size": sequence, "figures": figures}
    return json.dumps(values | {"generated_at": "2026-11-21T03:04:05.678901+00:00"})


def main(kind: str, port: int) -> None:
    """Serve until standard input ends."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    uvloop.run({"bare": bare, "ours": ours, "groups": groups, "idle": idle}[kind](port))


async def bare(port: int) -> None:
    """`websockets.broadcast`, and nothing else."""
    from websockets.asyncio.server import ServerConnection, broadcast, serve

    everybody: set[ServerConnection] = set()

    async def handle(connection: ServerConnection) -> None:
        everybody.add(connection)
        await connection.wait_closed()

    async with serve(handle, "127.0.0.1", port, compression=None, ping_interval=None, backlog=8192):
        await obey(lambda sequence: broadcast(everybody, text(sequence)))


async def ours(port: int) -> None:
    """The hub under uvicorn. The database is left out: its part is one query a topic, not one a viewer."""
    import django

    django.setup()
    import config.live_asgi
    from realtime.live import hub, snapshots
    from realtime.live.messages import Message

    snapshots.read = lambda name: Message(name, 0, text(0))
    snapshots.read_many = lambda names: []  # noqa: ARG005
    await _serve(
        config.live_asgi.application, port, lambda n: hub.running().take(Message(TOPIC, n, text(n))), lifespan="on"
    )


async def groups(port: int) -> None:
    """The usual way: a consumer for each client, a group for the topic, `group_send`."""
    import django
    from channels.generic.websocket import AsyncJsonWebsocketConsumer
    from channels.layers import get_channel_layer

    django.setup()

    class Usual(AsyncJsonWebsocketConsumer):
        async def connect(self) -> None:
            await self.channel_layer.group_add(TOPIC, self.channel_name)
            await self.accept()

        async def disconnect(self, _code: int) -> None:
            await self.channel_layer.group_discard(TOPIC, self.channel_name)

        async def figures(self, event: dict[str, Any]) -> None:
            await self.send_json(event["message"])

    def send(sequence: int) -> None:
        event = {"type": "figures", "message": json.loads(text(sequence))}
        tasks.add(asyncio.ensure_future(get_channel_layer().group_send(TOPIC, event)))

    tasks: set[asyncio.Future[None]] = set()
    await _serve(Usual.as_asgi(), port, send)


async def idle(port: int) -> None:
    """uvicorn with an application that only holds sockets open."""

    async def hold(_scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        while (await receive())["type"] != "websocket.disconnect":
            pass

    await _serve(hold, port, lambda _sequence: None)


async def _serve(application: Any, port: int, publish: Callable[[int], None], lifespan: Any = "off") -> None:
    config = uvicorn.Config(
        application,
        host="127.0.0.1",
        port=port,
        log_level="error",
        lifespan=lifespan,
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        timeout_graceful_shutdown=1,
        backlog=8192,
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    await obey(publish)
    server.should_exit = True
    await serving


async def obey(publish: Callable[[int], None]) -> None:
    """Do what standard input says until it ends."""
    loop, orders = asyncio.get_running_loop(), asyncio.Queue[list[str]]()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(orders.put_nowait, line.split())
        loop.call_soon_threadsafe(orders.put_nowait, ["end"])

    threading.Thread(target=read, daemon=True).start()
    print("ready", flush=True)
    sequence = 1_000_000
    while (order := await orders.get())[0] != "end":
        if order[0] == "rss":
            print(int(Path("/proc/self/statm").read_text().split()[1]) * 4, flush=True)
            continue
        if order[0] == "cpu":
            print(time.process_time(), flush=True)
            continue
        for _ in range(int(order[1])):
            sequence += 1
            publish(sequence)
            await asyncio.sleep(0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
