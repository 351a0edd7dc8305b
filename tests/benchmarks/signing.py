"""Signing through HTTP against the least a Django view can do, and one hot petition against a thousand quiet ones.

Session, CSRF, eligibility, act and entry in one statement, durable commit; granian WSGI, 32 connections.
`python -m tests.benchmarks signing` prints it. Works on a database of its own, thrown away afterwards.
"""

import itertools
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from tests.benchmarks import Row, _database, http_load

CONNECTIONS = 32
SECONDS = 4.0
PEOPLE = 12_000
QUIET = 1_000
TOKEN = "b" * 32
PORT = int(os.environ.get("BENCH_PORT", "8181"))
SERVER = ["--interface", "wsgi", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]


def run() -> Iterable[Row]:
    """The rows of the architecture's table and what Django alone costs; parts by turns, twice, and the better taken."""
    with _database.own("bench_signing"):
        yield from _measured()


def _measured() -> Iterable[Row]:
    from tests.benchmarks import _signing_people

    sessions = _signing_people.citizens(PEOPLE)
    known = _signing_people.petitions(2 + QUIET)
    hot, quiet = known[:2], known[2:]
    half = PEOPLE // 2
    bare = _bare()
    with _server("config.wsgi:application", "tests.settings") as port:
        _sign(port, sessions[:200], itertools.repeat(quiet[0]), seconds=2.0)  # warm: compiled statements, templates
        rates: dict[str, list[float]] = {"hot": [], "quiet": []}
        for turn, people in enumerate((sessions[:half], sessions[half:])):
            rates["hot"].append(_sign(port, people, itertools.repeat(hot[turn])))
            rates["quiet"].append(_sign(port, people, itertools.cycle(quiet[1:])))
    best = {name: max(found) for name, found in rates.items()}
    bare, stock = max(bare, _bare()), _stock(sessions)
    yield Row("signing through HTTP", best["hot"], "/s", "minimal view with one raw INSERT", bare, 0.35)
    yield Row(
        "signing through HTTP", best["hot"], "/s", "Django's own session, token, user and one raw INSERT", stock, 1
    )
    yield Row("one hot petition", best["hot"], "/s", f"{QUIET} quiet petitions", best["quiet"], 0.9)


def _bare() -> float:
    from django.db import connection

    from tests.benchmarks._minimal import TABLE

    with connection.cursor() as cursor:
        cursor.execute(TABLE.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS"))
    with _server("tests.benchmarks._minimal:application", "tests.benchmarks._minimal_settings") as port:
        one = itertools.repeat(http_load.request("/insert", port))
        http_load.press(port, itertools.islice(one, 500), connections=CONNECTIONS, seconds=2)
        return http_load.press(port, one, connections=CONNECTIONS, seconds=SECONDS).rate(200)


def _stock(sessions: Sequence[str]) -> float:
    """The same view behind what Django ships for somebody signed in: what is left for an act when that is paid."""
    with _server("tests.benchmarks._stock:application", "tests.benchmarks._stock_settings") as port:
        sent = [_form("/insert", port, session) for session in sessions]
        http_load.press(port, iter(sent[:500]), connections=CONNECTIONS, seconds=2)
        return http_load.press(port, itertools.cycle(sent), connections=CONNECTIONS, seconds=SECONDS).rate(200)


def _sign(port: int, sessions: Iterable[str], petitions: Iterator[str], *, seconds: float = SECONDS) -> float:
    """Signatures accepted in a second; stops with an error when anything else was answered."""
    requests = (
        _form(f"/th/petitions/{public_id}/sign/", port, session)
        for session, public_id in zip(sessions, petitions, strict=False)
    )
    result = http_load.press(port, iter(list(requests)), connections=CONNECTIONS, seconds=seconds)
    if set(result.statuses) != {302}:
        raise RuntimeError(f"Not every request was a signature: {dict(result.statuses)}")
    return result.rate(302)


def _form(path: str, port: int, session: str) -> bytes:
    """A form as a browser sends it that is signed in."""
    cookie = f"sessionid={session}; csrftoken={TOKEN}"
    return http_load.request(path, port, cookie=cookie, body=f"csrfmiddlewaretoken={TOKEN}")


@contextmanager
def _server(application: str, settings: str) -> Iterator[int]:
    """The port of granian with two workers, as `serving`."""
    with serving(application, settings, workers=2):
        yield PORT


@contextmanager
def serving(application: str, settings: str, *, workers: int) -> Iterator[int]:
    """The process of granian on PORT with the bench database, stopped afterwards."""
    environment = os.environ | {"DATABASE_URL": _database_url(), "DJANGO_SETTINGS_MODULE": settings}
    command = [str(Path(sys.executable).with_name("granian")), *SERVER, "--workers", str(workers), "--port", str(PORT)]
    process = subprocess.Popen([*command, application], env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(PORT)
        yield process.pid
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"Nothing listens on port {port}.")


def _database_url() -> str:
    from django.db import connection

    place = connection.settings_dict
    secret = f":{quote(place['PASSWORD'], safe='')}" if place["PASSWORD"] else ""
    where = quote(place["HOST"], safe="") + (f":{place['PORT']}" if place["PORT"] else "")
    return f"postgresql://{place['USER']}{secret}@{where}/{place['NAME']}"
