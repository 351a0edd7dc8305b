"""One million signatures exported in every form: memory of the exporting process, and rows a second.

`make bench-large` (or `python -m tests.benchmarks.export_large`) prints it: the entries of a petition with a million
signatures, each form in a process of its own that has the whole site loaded (settings, apps, every address), through
the view that strangers use. Works on a database of its own.

Memory is what Linux says of the process, looked at a thousand times while it writes: `RssAnon`, what is resident and
its own; and `VmHWM`, the most that was ever resident, program files that all workers share included.
"""

import importlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import django

SIGNATURES = 1_000_000
MOST = 150  # MB of its own that an exporting process may have resident
LOOK = 4  # pieces between two looks at the memory
FORMS = ("csv", "tsv", "json", "jsonl", "xml", "ods")
NAME = "bench_large_siang"

_FILL = """
INSERT INTO record_entry (index, id, kind, subject, leaf)
SELECT n, gen_random_uuid(), 'petition.signature', 'petition/large', convert_to(json_build_object(
  'at', to_char(timestamp '2026-11-01' + n * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
  'body', json_build_object('channel', 'online'), 'kind', 'petition.signature', 'subject', 'petition/large',
  'version', 1)::text, 'UTF8')
FROM generate_series(0, %s - 1) AS n
"""


def fill() -> None:
    """Make the database and a million entries about one petition."""
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    connection.settings_dict["TEST"]["NAME"] = NAME
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        with connection.cursor() as cursor:
            cursor.execute(_FILL, [SIGNATURES])
            cursor.execute("ANALYZE record_entry")
        for form in FORMS:
            print(_measured(form), flush=True)
    finally:
        teardown_databases(databases, verbosity=0)


def _measured(form: str) -> str:
    command = [sys.executable, "-m", "tests.benchmarks.export_large", form]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    word = "" if found["own"] < MOST else " TOO MUCH"
    rate = SIGNATURES / found["seconds"]
    return (
        f"{form:6} {found['megabytes']:6.0f} MB in {found['seconds']:5.1f} s, {rate:8,.0f} rows/s; resident of its own "
        f"{found['own']:3.0f} MB (at most {MOST}), {found['own'] - found['before']:3.0f} of them by the export; "
        f"with shared program files {found['all']:3.0f} MB{word}"
    )


def export(form: str) -> dict[str, float]:
    """Export in this process; megabytes written and resident, seconds."""
    from django.conf import settings
    from django.db import connection
    from django.test import RequestFactory

    from realtime.feeds import catalogue, series, views
    from realtime.feeds.catalogue import Dataset, Subject

    connection.settings_dict["NAME"] = NAME
    subject = Subject("large", "One million signatures")
    catalogue.register(
        Dataset(
            id="large",
            kind="petition",
            title="Large",
            description="",
            columns=series.ACTS,
            subjects=lambda: [subject],
            find={"large": subject}.get,
            rows=lambda name: series.acts(f"petition/{name}"),
        )
    )
    importlib.import_module(settings.ROOT_URLCONF)
    before, began, size = _resident("RssAnon"), time.monotonic(), 0
    own = before
    response: Any = views.table_file(RequestFactory().get("/"), "large", "large", form)
    for number, piece in enumerate(response.streaming_content):
        size += len(piece)
        if number % LOOK == 0:
            own = max(own, _resident("RssAnon"))
    seconds = time.monotonic() - began
    return {"megabytes": size / 1e6, "seconds": seconds, "before": before, "own": own, "all": _resident("VmHWM")}


def _resident(what: str) -> float:
    """A figure about the memory of this process, in MB (Linux)."""
    return int(Path("/proc/self/status").read_text().partition(f"{what}:")[2].split()[0]) / 1024


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    if len(sys.argv) > 1:
        print(json.dumps(export(sys.argv[1])))
    else:
        fill()
