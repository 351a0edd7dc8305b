"""Redis gone and back again: acts never notice, and live figures come from the database meanwhile."""

import contextlib
import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import redis
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from tests.faults.conftest import Town
from tests.faults.crowd import wait_for
from tests.realtime.conftest import redis_program, start_redis
from tests.site import free_port


@dataclass
class Private:
    """A Redis of this test's own, started and killed as often as wanted."""

    folder: Path
    program: str = field(default_factory=redis_program)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = start_redis(self.program, self.port, self.folder)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def listeners(self, topic: str) -> int:
        """How many processes take the messages of a topic from this Redis now."""
        with redis.Redis(port=self.port) as client, contextlib.suppress(redis.RedisError):
            found = client.pubsub_numsub(f"asgi__group__{topic}")
            return int(found[0][1])
        return 0


@pytest.fixture
def private(town: Town, tmp_path: Path) -> Iterator[Private]:
    """The site, started again with REDIS_URL; afterwards it is as it was."""
    server = Private(tmp_path)
    server.start()
    town.site.kill()
    town.site.extra["REDIS_URL"] = f"redis://127.0.0.1:{server.port}/0"
    town.site.start()
    yield server
    server.kill()
    town.site.kill()
    del town.site.extra["REDIS_URL"]
    town.site.start()


def hear(ws: ClientConnection, total: int) -> None:
    """Read until the figures show `total` names."""
    while json.loads(ws.recv(timeout=30))["figures"]["total"] < total:
        pass


def test_redis_killed_and_started_again_costs_no_act_and_figures_flow_again(town: Town, private: Private) -> None:
    topic = f"petition.{town.petition}"
    address = f"ws://localhost:{town.site.port}/live/"
    with connect(address, origin=Origin(town.site.url), compression=None) as ws:
        ws.send(json.dumps({"subscribe": [topic]}))
        wait_for("the site listens", lambda: private.listeners(topic) > 0)
        with town.crowd(50) as before:
            pass
        hear(ws, len(town.acknowledged) + 50)
        with town.crowd(300) as during:
            during.wait_for(50)
            private.kill()
        assert not during.tried_again, "signing does not need Redis"
        hear(ws, len(town.acknowledged) + 350)
        private.start()
        wait_for("the site listens again", lambda: private.listeners(topic) > 0)
        with redis.Redis(port=private.port, socket_timeout=30) as client, client.pubsub() as heard:
            heard.subscribe(f"asgi__group__{topic}")
            with town.crowd(50) as after:
                pass
            hear(ws, len(town.acknowledged) + 400)
            kinds = {(heard.get_message(timeout=10) or {}).get("type") for _ in range(2)}
            assert "message" in kinds, "the sealer publishes through the new Redis"
    town.audit(before, during, after)
