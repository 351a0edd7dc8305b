"""The demo's one process: pages, JSON, streams, sockets and the sealer behind one port."""

import json
import urllib.error
import urllib.request

import pytest

from realtime.record import projections
from realtime.record.append import append
from realtime.record.models import Checkpoint
from tests.realtime.live import topic
from tests.realtime.live.test_sockets import hear, opened
from tests.realtime.live.test_streams import event
from tests.realtime.live.test_streams import opened as streaming
from tests.realtime.server import Server


@pytest.fixture
def counting() -> None:
    """Entries of kind `test.moved` move the topic `test.a`."""
    seen: list[int] = []

    @projections.register("test.moved")
    def _count(batch: object, size: int) -> list[str]:
        seen.append(size)
        topic.begin("a", size=size)
        return ["test.a"]


def test_it_works(transactional_db: None, monkeypatch: pytest.MonkeyPatch, counting: None) -> None:
    monkeypatch.setenv("SIANG_SEALER_IN_PROCESS", "1")
    topic.move("a", size=0)
    with Server("config.asgi:application") as server:
        with urllib.request.urlopen(f"{server.http}/th/record/", timeout=20) as page:
            assert page.status == 200
            assert page.headers["Content-Type"].startswith("text/html")
        with opened(server, "a") as ws, streaming(server, "a") as stream:
            hear(ws)
            event(stream)
            append("test.moved", "test/a", {})
            assert hear(ws)["figures"] == {"size": 1}
            assert json.loads(event(stream)["data"])["record_size"] == 1
        with urllib.request.urlopen(f"{server.http}/live/test.a.json", timeout=20) as answer:
            assert json.load(answer)["figures"] == {"size": 1}
            assert "Vary" not in answer.headers
            assert "Content-Language" not in answer.headers
        with pytest.raises(urllib.error.HTTPError) as missing:
            urllib.request.urlopen(f"{server.http}/live/nothing/here", timeout=20)
        assert missing.value.code == 404
        missing.value.close()
    assert Checkpoint.objects.filter(size=1).exists()


def test_the_live_process_has_no_pages(live: Server) -> None:
    with pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(f"{live.http}/th/record/", timeout=5)
    assert missing.value.code == 404
    missing.value.close()
