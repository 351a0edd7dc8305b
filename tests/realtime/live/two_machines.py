"""What is played on the first of two machines: figures move here, viewers of both workers must see the last of them."""

import contextlib
import json
import socket
import time
from typing import Any

import django
from websockets.sync.client import ClientConnection, connect

HOSTS = ("10.77.0.1", "10.77.0.2")
LAST = 5


def _wait_for(host: str) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection((host, 9001), 0.5):
            return
        time.sleep(0.2)
    raise RuntimeError(f"no live worker at {host}")


def _last(ws: Any) -> int:
    """The figure after the last move; fails when it takes longer than Redis needs."""
    n = -1
    while n != LAST:
        n = json.loads(ws.recv(timeout=4))["figures"]["n"]
    return n


def _watch(host: str) -> ClientConnection:
    origin: Any = f"http://{host}:9001"
    return connect(f"ws://{host}:9001/live/", origin=origin, compression=None)


def main() -> None:
    """Print what the viewers of each worker saw last."""
    django.setup()
    from realtime.live import hub
    from tests.realtime.live import topic

    assert hub.REFRESH == 5  # the database would be asked only every five seconds
    topic.move("a", n=0)
    for host in HOSTS:
        _wait_for(host)
    with contextlib.ExitStack() as stack:
        viewers = {host: stack.enter_context(_watch(host)) for host in HOSTS}
        for ws in viewers.values():
            ws.send('{"subscribe": ["test.a"]}')
            ws.recv(timeout=20)
        time.sleep(2)
        for n in range(1, LAST + 1):
            topic.move("a", n=n)
            time.sleep(0.1)
        print(json.dumps({host: _last(ws) for host, ws in viewers.items()}))


if __name__ == "__main__":
    main()
