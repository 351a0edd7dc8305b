"""Two machines, made of network namespaces: Redis and one worker here, the other worker and its viewers there."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.realtime.conftest import redis_program
from tests.realtime.live.workers import database_url
from tests.site import ROOT

PLAY = Path(__file__).with_name("two_machines.sh")


def namespaces() -> list[str] | None:
    """What gives a command a network of its own, as root or as ourselves; None: not permitted."""
    if not (shutil.which("unshare") and shutil.which("ip") and shutil.which("nsenter")):
        return None
    for command in (["unshare", "-nm"], ["unshare", "-Urnm"]):
        if subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:
            return command
    return None


def test_it_works(transactional_db: None, tmp_path: Path) -> None:
    inside = namespaces()
    if inside is None:
        pytest.skip("NO TWO MACHINES: network namespaces are not permitted here (unshare -n).")
    redis_program()
    env = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHON": sys.executable,
        "FOLDER": str(tmp_path),
        "ALLOWED_HOSTS": "*",
    }
    done = subprocess.run(
        [*inside, "bash", str(PLAY)],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]
    heard = json.loads(done.stdout.strip().splitlines()[-1])
    assert heard == {"10.77.0.1": 5, "10.77.0.2": 5}
