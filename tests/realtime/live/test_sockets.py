"""WebSockets over loopback, on a real uvicorn."""

import contextlib
import json
import socket
import threading
import time
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.frames import Frame, Opcode
from websockets.sync.client import ClientConnection, connect

from realtime.live import direct, hub, viewers
from tests.realtime.live import topic
from tests.realtime.server import Server


@contextlib.contextmanager
def opened(live: Server, *names: str) -> Any:
    with connect(live.ws, origin=live.origin, compression=None) as ws:
        ws.send(json.dumps({"subscribe": [f"test.{name}" for name in names]}))
        yield ws


def hear(ws: ClientConnection) -> dict[str, Any]:
    return json.loads(ws.recv(timeout=5))


def test_it_works(live: Server) -> None:
    first = topic.move("a", signatures=3)
    with opened(live, "a") as ws:
        snapshot = hear(ws)
        assert snapshot["figures"] == {"signatures": 3}
        assert set(snapshot) == {"topic", "sequence", "record_size", "generated_at", "figures"}
        topic.move("a", size=9, signatures=4)
        change = hear(ws)
    assert (change["sequence"], change["figures"], change["record_size"]) == (first + 1, {"signatures": 4}, 9)


def test_one_socket_watches_many_topics(live: Server) -> None:
    topic.move("a", n=1)
    topic.move("b", n=2)
    with opened(live, "a", "b") as ws:
        assert {hear(ws)["topic"], hear(ws)["topic"]} == {"test.a", "test.b"}
        ws.send(json.dumps({"unsubscribe": ["test.a"]}))
        ws.send(json.dumps({"subscribe": ["test.none"]}))
        assert hear(ws) == {"error": "unknown-topic", "topic": "test.none"}
        topic.move("a", n=5)
        topic.move("b", n=6)
        assert hear(ws)["figures"] == {"n": 6}


@pytest.mark.parametrize("length", [1, 20, 125, 126, 300, 65_000, 70_000])
def test_messages_of_any_length_arrive_whole(live: Server, length: int) -> None:
    topic.move("a", n=0)
    with opened(live, "a") as ws:
        hear(ws)
        for text in ("x" * length, "เ" * length):
            topic.move("a", text=text)
            assert hear(ws)["figures"] == {"text": text}


@pytest.mark.parametrize("length", [0, 1, 125, 126, 127, 65_535, 65_536, 70_000])
def test_a_frame_is_what_the_protocol_library_writes(length: int) -> None:
    text = "x" * length
    assert direct.frame(text) == Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


def test_frames_go_straight_to_the_socket(live: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    pushed: list[object] = []
    monkeypatch.setattr(viewers.Viewer, "push", lambda _viewer, event: pushed.append(event))
    topic.move("a", n=0)
    with opened(live, "a") as ws:
        hear(ws)
    assert not pushed


def test_other_servers_send_in_the_ordinary_way(live: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(direct, "to_socket", lambda _send: None)
    topic.move("a", n=0)
    with opened(live, "a") as ws:
        hear(ws)
        topic.move("a", n=1)
        assert hear(ws)["figures"] == {"n": 1}


def test_a_topic_never_refreshed_has_figures_from_its_app(live: Server) -> None:
    topic.begin("fresh", n=0)
    with opened(live, "fresh") as ws:
        message = hear(ws)
    assert (message["sequence"], message["figures"]) == (0, {"n": 0})


@pytest.mark.parametrize("origin", ["https://elsewhere.example", None])
def test_other_sites_are_refused(live: Server, origin: Any) -> None:
    with pytest.raises(InvalidStatus) as refused, connect(live.ws, origin=origin):
        pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize(
    "request_", ["", "[]", "nonsense", '{"subscribe": "a"}', '{"subscribe": [1]}', "[" * 5000, "x" * 9000]
)
def test_what_is_not_a_request_ends_the_socket(live: Server, request_: str) -> None:
    with connect(live.ws, origin=live.origin) as ws:
        ws.send(request_)
        with pytest.raises(ConnectionClosed) as closed:
            hear(ws)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1008


def test_bytes_end_the_socket(live: Server) -> None:
    with connect(live.ws, origin=live.origin) as ws, pytest.raises(ConnectionClosed):
        ws.send(b"\x00\xff")
        hear(ws)


def test_too_many_requests_end_the_socket(live: Server) -> None:
    with connect(live.ws, origin=live.origin) as ws, pytest.raises(ConnectionClosed):
        for _ in range(40):
            ws.send("{}")
        hear(ws)


def test_a_socket_has_a_limited_number_of_topics(live: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("realtime.live.consumers.TOPICS", 1)
    topic.move("a", n=1)
    topic.move("b", n=1)
    with opened(live, "a", "b") as ws:
        hear(ws)
        assert hear(ws) == {"error": "too-many-topics", "topic": "test.b"}


@pytest.mark.parametrize("road", ["socket", "stream"])
def test_a_stalled_reader_freezes_nobody_and_is_cut_off(
    live: Server, monkeypatch: pytest.MonkeyPatch, road: str
) -> None:
    monkeypatch.setattr(hub, "PATIENCE", 1.0)
    cuts: list[viewers.Viewer] = []
    cut = viewers.Viewer.cut

    def counting(viewer: viewers.Viewer) -> None:
        cuts.append(viewer)
        cut(viewer)

    monkeypatch.setattr(viewers.Viewer, "cut", counting)
    padding = "x" * 20_000
    topic.move("a", n=0, padding=padding)
    stalled = _stalled(live, road)
    with opened(live, "a") as ws:
        hear(ws)
        beside = 0  # figures heard while the other was stuck
        for n in range(1, 600):
            stuck = bool(hub._running and hub._running.busy)
            topic.move("a", n=n, padding=padding)
            assert hear(ws)["figures"]["n"] == n
            beside += stuck and not cuts
            if cuts:
                break
            time.sleep(0.01)
        assert cuts, "the stalled reader was never noticed"
        assert beside > 3
        topic.move("a", n=1000)
        assert hear(ws)["figures"] == {"n": 1000}
    stalled.settimeout(5)
    with contextlib.suppress(ConnectionResetError):
        while stalled.recv(1 << 20):
            pass
    stalled.close()
    assert threading.active_count() < 50


def _stalled(live: Server, road: str) -> socket.socket:
    """A viewer that begins to watch and then never reads again, with a tiny receive buffer."""
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    raw.connect(("127.0.0.1", live.port))
    host = f"Host: 127.0.0.1:{live.port}"
    if road == "stream":
        raw.sendall(f"GET /live/test.a HTTP/1.1\r\n{host}\r\n\r\n".encode())
        return raw
    lines = [
        "GET /live/ HTTP/1.1",
        host,
        f"Origin: {live.origin}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ]
    raw.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
    raw.recv(4096)
    request = b'{"subscribe":["test.a"]}'
    raw.sendall(bytes([0x81, 0x80 | len(request), 0, 0, 0, 0]) + request)
    return raw
