"""A real server and a real Redis, both private to the tests."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.realtime.server import Server
from tests.site import free_port


@pytest.fixture
def live(transactional_db: None) -> Iterator[Server]:
    """The live process of a site, served by uvicorn on loopback in a thread of the tests."""
    with Server() as server:
        yield server


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis of the tests' own: REDIS_URL when it is given, else a private server on a free port."""
    if given := os.environ.get("REDIS_URL"):
        yield given
        return
    program = redis_program()
    port = free_port()
    process = start_redis(program, port, tmp_path_factory.mktemp("redis"))
    yield f"redis://127.0.0.1:{port}/0"
    process.terminate()
    process.wait(10)


def redis_program() -> str:
    """The Redis of the machine; without one the test is skipped, loudly."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        if os.environ.get("SIANG_SKIP_NOTHING"):
            pytest.fail("redis-server is missing and nothing may be skipped.")
        pytest.skip("NO REDIS TESTS: redis-server is not installed (Debian: apt install redis-server).")
    return program


def start_redis(program: str, port: int, folder: Path) -> subprocess.Popen[bytes]:
    """Start Redis without persistence; returns when it answers."""
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen([*command, "--dir", str(folder)], stdout=subprocess.DEVNULL)
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            break
        except OSError:
            time.sleep(0.05)
    return process
