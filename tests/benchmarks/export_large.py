"""One million signatures exported in every form: memory of the exporting process, and rows a second.

`make bench-large` (or `python -m tests.benchmarks.export_large`) prints it: the entries of a petition with a million
signatures, each form in a process of its own, through the view that strangers use. Works on a database of its own.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import django

SIGNATURES = 1_000_000
MOST = 150  # MB resident that an export may add to the process
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
    added = found["most"] - found["before"]
    word = "" if added < MOST else " TOO MUCH"
    rate = SIGNATURES / found["seconds"]
    return (
        f"{form:6} {found['megabytes']:6.0f} MB in {found['seconds']:5.1f} s, {rate:8,.0f} rows/s; "
        f"adds {added:3.0f} MB to {found['before']:.0f} MB of the whole application (at most {MOST}){word}"
    )


def export(form: str) -> dict[str, float]:
    """Export in this process; megabytes written and resident, seconds."""
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
    before, began, size = _resident(), time.monotonic(), 0
    response: Any = views.table_file(RequestFactory().get("/"), "large", "large", form)
    for piece in response.streaming_content:
        size += len(piece)
    return {"megabytes": size / 1e6, "seconds": time.monotonic() - began, "before": before, "most": _resident()}


def _resident() -> float:
    """The most memory that this process has had resident since it began, in MB (Linux; not its parent's)."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    if len(sys.argv) > 1:
        print(json.dumps(export(sys.argv[1])))
    else:
        fill()
