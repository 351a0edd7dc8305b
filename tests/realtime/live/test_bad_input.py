"""What should not be sent gets the standard answer and costs little."""

import json
import os
from typing import Any

import pytest
from django.test import Client
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from realtime.live import snapshots
from realtime.live.messages import Message
from tests.realtime.live import topic
from tests.realtime.live.test_sockets import hear, opened
from tests.realtime.server import Server
from tests.work import steps


def still_well(live: Server) -> None:
    """Another viewer is served."""
    with opened(live, "a") as ws:
        assert hear(ws)["topic"] == "test.a"


def code_of(live: Server, frame: str | bytes) -> int:
    """How a socket ends after this frame."""
    with connect(live.ws, origin=live.origin, compression=None, max_size=None) as ws:
        with pytest.raises(ConnectionClosed) as closed:
            ws.send(frame)
            while True:
                ws.recv(timeout=5)
        assert closed.value.rcvd is not None
        return closed.value.rcvd.code


def test_it_works(live: Server) -> None:
    topic.move("a", n=1)
    names = [f"test.none-{n}" for n in range(10_000)]
    assert code_of(live, json.dumps({"subscribe": names})) in {1008, 1009}
    still_well(live)


def test_topics_that_there_are_not_cost_one_look_each(live: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    topic.move("a", n=1)
    asked: list[str] = []
    read = snapshots.read

    def counting(name: str) -> Message | None:
        asked.append(name)
        return read(name)

    monkeypatch.setattr(snapshots, "read", counting)
    names = [f"test.n{n}" for n in range(300)]
    with connect(live.ws, origin=live.origin, compression=None) as ws:
        ws.send(json.dumps({"subscribe": names}))
        answers = [json.loads(ws.recv(timeout=10)) for _ in range(101)]
    assert {answer["error"] for answer in answers} == {"unknown-topic"}
    assert len(asked) <= 101
    still_well(live)


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (os.urandom(200), 1008),
        ("\x00\x01garbage", 1008),
        ('{"subscribe": ' + "[" * 4000, 1008),
        ('{"subscribe": [1, null, {}]}', 1008),
        ("x" * 1_000_000, 1009),
        (b"x" * 1_000_000, 1009),
    ],
)
def test_garbage_ends_only_the_socket_that_sent_it(live: Server, frame: str | bytes, code: int) -> None:
    topic.move("a", n=1)
    assert code_of(live, frame) == code
    still_well(live)


@pytest.mark.parametrize("name", ["", ".", "..", "TEST.a", "test.", "x" * 500, "test.a'--", "test.ก", "__proto__"])
def test_no_name_is_a_fault(live: Server, client: Client, name: str) -> None:
    topic.move("a", n=1)
    with connect(live.ws, origin=live.origin, compression=None) as ws:
        ws.send(json.dumps({"subscribe": [name]}))
        assert hear(ws) == {"error": "unknown-topic", "topic": name}
    assert client.get(f"/live/{name}.json").status_code == 404


def test_an_if_none_match_bomb_is_answered_unread(db: None, client: Client) -> None:
    topic.move("a", n=1)
    bomb = ", ".join(f'"{n}"' for n in range(100_000))
    given: list[Any] = []
    client.get("/live/test.a.json")  # what is loaded once is loaded
    ordinary = steps(lambda: client.get("/live/test.a.json"))
    work = steps(lambda: given.append(client.get("/live/test.a.json", headers={"If-None-Match": bomb})))
    assert (given[0].status_code, given[0]["Content-Type"]) == (431, "application/problem+json")
    assert work <= ordinary, "somebody read it"
