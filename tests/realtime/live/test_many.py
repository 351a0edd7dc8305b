"""Many viewers at once: two who stall among fifty, and a crowd that comes back."""

import asyncio
import json
import struct
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

from realtime.live import hub, streams, viewers
from tests.benchmarks import live_storm
from tests.realtime.live import topic
from tests.realtime.live.test_sockets import _stalled
from tests.realtime.server import Server

HEALTHY, STALLED, MESSAGES = 48, 2, 400
FROZEN = 8.0  # seconds: who sent to one after the other would wait for the stalled ones without end
PADDING = "x" * 100_000  # one message is larger than what a socket's buffers take at once


async def test_it_works(live: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """48 healthy and 2 stalled viewers of large messages: nobody healthy waits, the stalled learn why they were cut."""
    monkeypatch.setattr(hub, "PATIENCE", 1.0)
    monkeypatch.setattr(viewers, "GRACE", 60.0)
    cuts: list[viewers.Viewer] = []
    cut = viewers.Viewer.cut

    def counting(viewer: viewers.Viewer) -> None:
        cuts.append(viewer)
        cut(viewer)

    monkeypatch.setattr(viewers.Viewer, "cut", counting)
    await asyncio.to_thread(topic.move, "a", n=0, padding=PADDING)
    stalled = [await asyncio.to_thread(_stalled, live, "socket") for _ in range(STALLED)]
    sockets = await asyncio.gather(*(connect(live.ws, origin=live.origin, compression=None) for _ in range(HEALTHY)))
    try:
        await asyncio.gather(*(ws.send('{"subscribe": ["test.a"]}') for ws in sockets))
        await asyncio.gather(*(_until(ws, 0) for ws in sockets))
        for n in range(1, MESSAGES + 1):
            await asyncio.to_thread(topic.move, "a", n=n, padding=PADDING)
            await asyncio.gather(*(asyncio.wait_for(_until(ws, n), FROZEN) for ws in sockets))
            if len(cuts) == STALLED:
                break
        assert len(cuts) == STALLED, "the stalled viewers were never noticed"
        codes = [await asyncio.to_thread(_close_code, raw) for raw in stalled]
        assert codes == [1013, 1013]
    finally:
        await asyncio.gather(*(ws.close() for ws in sockets))


async def _until(ws: ClientConnection, n: int) -> None:
    """Read until the figures of round `n` (or newer) have come."""
    while json.loads(await ws.recv())["figures"]["n"] < n:
        pass


def _close_code(raw: Any) -> int:
    """Read on where a stalled viewer stopped, to the end; the code of the close frame there."""
    raw.settimeout(10)
    received = b""
    while piece := raw.recv(1 << 20):
        received = (received + piece)[-64:]
    raw.close()
    place = received.rindex(b"too slow")
    return int(struct.unpack("!H", received[place - 2 : place])[0])


def test_streams_are_told_different_times_to_come_back() -> None:
    """5,000 readers of a server that was started again: no tenth of a second sees more than a twentieth of them."""
    told = [int(streams._begin()["body"].split()[1]) for _ in range(5000)]
    tenths = Counter(milliseconds // 100 for milliseconds in told)
    assert max(tenths.values()) < 5000 / 20
    assert max(told) - min(told) > 4000


def test_pages_and_the_benchmark_wait_alike() -> None:
    """`tests/benchmarks/live_storm.py` sends a crowd back as the script of our pages does."""
    script = (Path(__file__).parents[3] / "config/static/js/live-feed.js").read_text(encoding="utf-8")
    assert "250 + chance * Math.min(5000 * 2 ** tries, 60000)" in script
    waits = [live_storm.pause() for _ in range(5000)]
    tenths = Counter(int(wait * 10) for wait in waits)
    assert min(waits) >= 0.25
    assert 4.5 < max(waits) - min(waits) < 5
    assert max(tenths.values()) < 5000 / 20
