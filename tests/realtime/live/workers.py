"""Live workers in processes of their own, on the database of the tests."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import quote

from django.db import connection

from tests.site import ROOT, free_port

START_SECONDS = 90


def database_url() -> str:
    """The database that the tests use now."""
    values = connection.settings_dict
    who = quote(values["USER"]) + (f":{quote(values['PASSWORD'])}" if values["PASSWORD"] else "")
    host = f"{quote(values['HOST'], safe='')}" + (f":{values['PORT']}" if values["PORT"] else "")
    return f"postgres://{who}@{host}/{values['NAME']}"


@dataclass
class Worker:
    """One live process; `inside` is put before its command (to run it on another machine)."""

    redis_url: str
    host: str = "127.0.0.1"
    inside: Sequence[str] = ()
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def ws(self) -> str:
        return f"ws://{self.host}:{self.port}/live/"

    @property
    def origin(self) -> Any:
        return f"http://{self.host}:{self.port}"

    def __enter__(self) -> Self:
        command = [
            *self.inside,
            sys.executable,
            "-m",
            "uvicorn",
            "config.live_asgi:application",
            "--log-level",
            "error",
        ]
        command += ["--host", self.host, "--port", str(self.port), "--ws-max-size", "16384"]
        env = os.environ | {
            "DATABASE_URL": database_url(),
            "REDIS_URL": self.redis_url,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "ALLOWED_HOSTS": "*",
        }
        self.process = subprocess.Popen(command, cwd=ROOT, env=env)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), socket.create_connection((self.host, self.port), 0.5):
                return self
            time.sleep(0.1)
        raise RuntimeError("a live worker did not start")

    def __exit__(self, *_: object) -> None:
        assert self.process is not None
        self.process.terminate()
        self.process.wait(20)
