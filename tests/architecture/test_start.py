"""What a process of pages has loaded when it starts: every process of the site pays for it with memory."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

# Library: what loads it, once that is asked for.
LATER = {
    "numpy": "a count, a comment's hint",
    "scipy": "grouping",
    "sklearn": "grouping",
    "nlpo3": "a comment's hint, grouping",
    "redis": "publishing through Redis",
    "uvicorn": "a viewer of live figures",
    "pyrage": "a package for an authority",
    "qrcode": "a code drawn",
    "babel": "stale translations",
    "openpyxl": "a workbook read",
    "xlsxwriter": "a workbook written",
    "docx": "a document read or written",
    "odf": "a document read",
    "pypdfium2": "a PDF read",
    "typst": "a PDF written",
}
OWN = 150  # MB that a worker may have of its own

_START = """
import importlib, json, sys, threading
from pathlib import Path
import config.wsgi
from django.conf import settings
importlib.import_module(settings.ROOT_URLCONF)
for thread in threading.enumerate():
    if thread.name == "words":
        thread.join()
status = Path("/proc/self/status")
own = int(status.read_text().partition("RssAnon:")[2].split()[0]) / 1024 if status.exists() else 0
print(json.dumps({"loaded": sorted(sys.modules), "own": own}))
"""


@pytest.fixture(scope="module")
def started() -> dict[str, object]:
    """A fresh process of pages: its modules and its own memory."""
    command = [sys.executable, "-c", _START]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True)
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_it_works(started: dict[str, object]) -> None:
    assert isinstance(started["loaded"], list)
    assert LATER.keys() & set(started["loaded"]) == set()


def test_there_is_room_for_an_export(started: dict[str, object]) -> None:
    assert isinstance(started["own"], float | int)
    assert started["own"] < OWN
