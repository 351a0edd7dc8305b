"""A real uvicorn in a thread, for tests that talk to it over loopback."""

import threading
import time
from typing import Any, Self

import uvicorn

from tests.site import free_port


class Server:
    """Serves `config.live_asgi` (or another application) with the test database."""

    def __init__(self, application: str = "config.live_asgi:application") -> None:
        self.port = free_port()
        config = uvicorn.Config(
            application,
            host="127.0.0.1",
            port=self.port,
            log_level="warning",
            ws_per_message_deflate=False,
            ws_max_size=16_384,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    @property
    def http(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def ws(self) -> str:
        return f"ws://127.0.0.1:{self.port}/live/"

    @property
    def origin(self) -> Any:
        return self.http

    def __enter__(self) -> Self:
        self._thread.start()
        for _ in range(500):
            if self._server.started:
                return self
            time.sleep(0.02)
        raise RuntimeError("uvicorn did not start")

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(15)
