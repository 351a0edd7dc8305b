"""Server-sent events and JSON over loopback, on a real uvicorn."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from realtime.live import direct, snapshots, viewers
from tests.realtime.live import topic
from tests.realtime.server import Server


@contextmanager
def opened(live: Server, name: str, **headers: str) -> Iterator[Any]:
    request = urllib.request.Request(f"{live.http}/live/test.{name}", headers=headers)
    with urllib.request.urlopen(request, timeout=10) as response:
        yield response


def event(response: Any) -> dict[str, str]:
    """The next event as fields; comments and `retry` are skipped."""
    fields: dict[str, str] = {}
    while True:
        line = response.readline().decode().rstrip("\n")
        if not line and "data" in fields:
            return fields
        key, _, value = line.partition(": ")
        if key in {"id", "data"}:
            fields[key] = value


def test_it_works(live: Server) -> None:
    first = topic.move("a", n=1)
    with opened(live, "a") as response:
        assert response.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        retry = int(response.readline().removeprefix(b"retry: "))
        assert 2500 <= retry <= 7500
        assert event(response)["id"] == str(first)
        topic.move("a", n=2)
        change = event(response)
    assert change["id"] == str(first + 1)
    assert json.loads(change["data"])["figures"] == {"n": 2}


def test_who_comes_back_gets_what_was_missed(live: Server) -> None:
    topic.move("a", n=1)
    with opened(live, "a") as watching:
        event(watching)
        last = 0
        for n in range(2, 6):
            last = topic.move("a", n=n)
            event(watching)
        with opened(live, "a", **{"Last-Event-ID": str(last - 2)}) as back:
            assert [event(back)["id"], event(back)["id"]] == [str(last - 1), str(last)]
        with opened(live, "a", **{"Last-Event-ID": str(last)}) as back:
            topic.move("a", n=9)
            assert event(back)["id"] == str(last + 1)
        with opened(live, "a", **{"Last-Event-ID": "nonsense"}) as back:
            assert event(back)["id"] == str(last + 1)


def test_chunks_go_straight_to_the_stream(live: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    pushed: list[object] = []
    monkeypatch.setattr(viewers.Viewer, "push", lambda _viewer, event: pushed.append(event))
    topic.move("a", words="x" * 5000 + "เสียง")
    with opened(live, "a") as response:
        assert json.loads(event(response)["data"])["figures"] == {"words": "x" * 5000 + "เสียง"}
        topic.move("a", n=1)
        assert json.loads(event(response)["data"])["figures"] == {"n": 1}
    assert not pushed


def test_other_servers_stream_in_the_ordinary_way(live: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(direct, "to_stream", lambda _send: None)
    topic.move("a", n=0)
    with opened(live, "a") as response:
        event(response)
        topic.move("a", n=1)
        assert json.loads(event(response)["data"])["figures"] == {"n": 1}


@pytest.mark.parametrize("path", ["test.none", "nothing.here", "a%20b", "test.%00", "x" * 300])
def test_there_is_no_such_topic(live: Server, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(f"{live.http}/live/{path}", timeout=5)
    assert missing.value.code == 404
    assert missing.value.headers["Content-Type"] == "application/problem+json"
    missing.value.close()


def test_a_database_that_does_not_answer_is_a_503(live: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_name: str) -> None:
        raise OperationalError

    monkeypatch.setattr(snapshots, "read", broken)
    with pytest.raises(urllib.error.HTTPError) as failed, opened(live, "a"):
        pass
    assert (failed.value.code, failed.value.headers["Retry-After"]) == (503, "5")
    failed.value.close()


def test_a_stream_ends_whole_when_the_server_stops(transactional_db: None, caplog: pytest.LogCaptureFixture) -> None:
    topic.move("a", n=1)
    with Server() as server:
        watching = urllib.request.urlopen(f"{server.http}/live/test.a", timeout=10)
        event(watching)
    assert watching.read() == b"", "no broken chunk"
    watching.close()
    assert "Exception in ASGI application" not in caplog.text


def test_only_reading_is_possible(live: Server) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{live.http}/live/test.a", data=b"x", timeout=5)
    assert refused.value.code == 405
    refused.value.close()


def test_every_road_has_the_same_bytes(live: Server, client: Client) -> None:
    topic.move("a", zebra=1, apple=2, thai="เสียง")
    with opened(live, "a") as response:
        streamed = event(response)["data"]
    answer = client.get("/live/test.a.json")
    assert answer.content.decode() == streamed


def test_json_has_validators_and_may_be_kept_for_a_moment(db: None, client: Client) -> None:
    sequence = topic.move("a", n=1)
    answer = client.get("/live/test.a.json")
    assert answer["ETag"] == f'"{sequence}"'
    assert answer["Cache-Control"] == "max-age=5, stale-while-revalidate=10, stale-if-error=25"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert client.get("/live/test.a.json", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    topic.move("a", n=2)
    assert client.get("/live/test.a.json", headers={"If-None-Match": answer["ETag"]}).json()["figures"] == {"n": 2}


def test_json_of_no_topic(db: None, client: Client) -> None:
    answer = client.get("/live/test.none.json")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
