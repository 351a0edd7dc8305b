"""One million signatures exported in every form: memory of the worker that serves them, and rows a second.

`make bench-large` (or `python -m tests.benchmarks.export_large`) prints it. One granian worker of the site, started as
in deploy/, first serves pages and a search, so that what it loads late is loaded; then it is asked over HTTP for the
entries of a petition with a million signatures, in one form after the other. Works on a database of its own.

Memory is what Linux says of the worker's process, looked at while it writes: `RssAnon`, what is resident and its own;
and `VmHWM`, the most that was resident at any moment of this form, program files that all processes share included.
"""

import http.client
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from tests.benchmarks import _database
from tests.benchmarks.signing import PORT, serving

SIGNATURES = 1_000_000
MOST = 150  # MB of its own that an exporting worker may have resident
LOOK = 0.02  # seconds between two looks at the memory
PIECE = 1 << 16
FORMS = ("csv", "tsv", "json", "jsonl", "xml", "ods")
FIRST = ("/th/", "/en/", "/th/search/?q=%E0%B8%99%E0%B9%89%E0%B8%B3%E0%B8%9B%E0%B8%A3%E0%B8%B0%E0%B8%9B%E0%B8%B2")
APPLICATION = "tests.benchmarks._large_site:application"
SLOW = 3e6  # bytes a second that a reader on a telephone takes

_FILL = """
INSERT INTO record_entry (index, id, kind, subject, leaf)
SELECT n, gen_random_uuid(), 'petition.signature', 'petition/large', convert_to(json_build_object(
  'at', to_char(timestamp '2026-11-01' + n * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
  'body', json_build_object('channel', 'online'), 'kind', 'petition.signature', 'subject', 'petition/large',
  'version', 1)::text, 'UTF8')
FROM generate_series(0, %s - 1) AS n
"""


def run() -> None:
    """A million entries about one petition, exported in every form; then once more to a slow reader."""
    with _database.own("bench_large"):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(_FILL, [SIGNATURES])
            cursor.execute("ANALYZE record_entry")
        with serving(APPLICATION, "tests.settings", workers=1) as process:
            for path in FIRST:
                _read(path)
            worker = _worker(process)
            print(f"before: {_resident(worker, 'RssAnon'):.0f} MB of its own, {_resident(worker, 'VmRSS'):.0f} in all")
            for form in FORMS:
                print(_measured(worker, form), flush=True)
            print(_measured(worker, "csv", SLOW), "(slow reader)")


def _measured(worker: Path, form: str, speed: float = 0.0) -> str:
    (worker / "clear_refs").write_text("5")  # VmHWM begins anew (proc(5))
    began = time.monotonic()
    with _watched(worker) as own:
        size = _read(f"/open/large/large.{form}", speed)
    seconds = time.monotonic() - began
    word = "" if max(own) < MOST else " TOO MUCH"
    return (
        f"{form:6} {size / 1e6:6.0f} MB in {seconds:5.1f} s, {SIGNATURES / seconds:8,.0f} rows/s; resident of its own "
        f"{max(own):3.0f} MB (at most {MOST}), with shared program files {_resident(worker, 'VmHWM'):3.0f} MB{word}"
    )


def _read(path: str, speed: float = 0.0) -> int:
    """Bytes of an answer, read to its end; not faster than `speed` bytes a second, where that is given."""
    connection = http.client.HTTPConnection("localhost", PORT, timeout=600)
    connection.request("GET", path)
    answer = connection.getresponse()
    if answer.status != http.client.OK:
        raise RuntimeError(f"{path}: {answer.status}")
    size, began = 0, time.monotonic()
    while piece := answer.read(PIECE):
        size += len(piece)
        if speed:
            time.sleep(max(0.0, size / speed - (time.monotonic() - began)))
    connection.close()
    return size


@contextmanager
def _watched(worker: Path) -> Iterator[list[float]]:
    """What the worker has resident of its own, at many moments."""
    seen, done = [_resident(worker, "RssAnon")], Event()

    def watch() -> None:
        while not done.wait(LOOK):
            seen.append(_resident(worker, "RssAnon"))

    thread = Thread(target=watch)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


def _worker(process: int) -> Path:
    """The one child of granian, as a folder of /proc."""
    (child,) = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return Path("/proc") / child


def _resident(worker: Path, what: str) -> float:
    """A figure about the memory of the worker, in MB (Linux)."""
    return int((worker / "status").read_text().partition(f"{what}:")[2].split()[0]) / 1024


if __name__ == "__main__":
    run()
