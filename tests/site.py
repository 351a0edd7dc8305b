"""A real site for tests that need one: `make demo` on its own data, port and database, in its own processes."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 900  # a slow machine migrates for minutes


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Site:
    """One demo site under `var`; can be started, killed without warning, and started again."""

    var: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    parts: list[str] | None = None  # of the demo; None: all of it
    extra: dict[str, str] = field(default_factory=dict)  # more environment, like REDIS_URL

    @property
    def url(self) -> str:
        """The address without a slash at the end."""
        return f"http://localhost:{self.port}"

    @property
    def env(self) -> dict[str, str]:
        """The environment of every process of this site."""
        own = {"SIANG_VAR": str(self.var), "SITE_URL": self.url, "DJANGO_SETTINGS_MODULE": "config.settings"}
        own["PROOF_OF_WORK"] = "never"  # everybody signs in from one address
        kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL", "PORT"}}
        return kept | own | self.extra

    @contextlib.contextmanager
    def running(self) -> Iterator["Site"]:
        """The site from start to stop."""
        self.start()
        try:
            yield self
        finally:
            self.stop()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        log = (self.var / "server.log").open("ab")
        command = [sys.executable, "manage.py", "demo", "--port", str(self.port)]
        if self.parts is not None:
            command += ["--parts", *self.parts]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.env, stdout=log, stderr=log, start_new_session=True)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.url}/record/checkpoint", timeout=5):
                return
            time.sleep(0.25)
        raise RuntimeError("The site did not start:\n" + (self.var / "server.log").read_text()[-3000:])

    def kill(self) -> None:
        """`kill -9`: no farewell."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Stop the server politely, then the private database."""
        assert self.process is not None
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
        self.run("-m", "config.postgres", "stop")

    def run(self, *arguments: str, check: bool = True, said: str = "") -> str:
        """Run Python with `arguments` in this site's environment, with `said` as its input; what it printed."""
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.env, input=said, capture_output=True, text=True, check=False)
        if check and done.returncode:
            raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])
        return done.stdout
