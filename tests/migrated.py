"""An empty database with every migration applied, kept between runs; test databases are copies of it.

Migrating takes minutes, copying a second. The name carries a hash of every migration file, so that a new
migration makes a new one and the older ones go.
"""

import fcntl
import hashlib
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg2
from django.apps import apps
from django.core.management import call_command
from django.db import connection

PREFIX = "siang_migrated_"


def template() -> str:
    """The name of the migrated database, made if it is missing. One process makes it, others wait."""
    name = PREFIX + _fingerprint()
    with _alone(), _server() as server:
        server.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
        known = [row[0] for row in server.fetchall()]
        if name not in known:
            for old in known:
                server.execute(f'DROP DATABASE IF EXISTS "{old}"')
            server.execute(f'CREATE DATABASE "{name}_unfinished"')
            with ThreadPoolExecutor(1) as thread:  # a browser may already run its loop in this one
                thread.submit(_migrate, f"{name}_unfinished").result()
            server.execute(f'ALTER DATABASE "{name}_unfinished" RENAME TO "{name}"')
    return name


@contextmanager
def copy(name: str) -> Iterator[str]:
    """The URL of a database called `name`, migrated and otherwise empty; it goes afterwards."""
    source = template()
    with _server() as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    known = connection.settings_dict
    who = quote(known["USER"]) + (f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else "")
    port = f":{known['PORT']}" if known["PORT"] else ""
    yield f"postgresql://{who}@{quote(known['HOST'], safe='')}{port}/{name}"
    with _server() as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _fingerprint() -> str:
    """A hash of the migration files of every app."""
    found = hashlib.sha256()
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            found.update(f"{app.label}/{file.name}".encode() + file.read_bytes())
    return found.hexdigest()[:12]


def _migrate(name: str) -> None:
    """Apply everything to the database called `name`."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


@contextmanager
def _alone() -> Iterator[None]:
    """One test process of this database server at a time."""
    of_server = hashlib.sha256(str(connection.settings_dict["HOST"]).encode()).hexdigest()[:12]
    with (Path(tempfile.gettempdir()) / f"{PREFIX}{of_server}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _server() -> Iterator[Any]:
    """A cursor on the server's own database, every statement for itself."""
    session = psycopg2.connect(**{**connection.get_connection_params(), "dbname": "postgres"})
    session.autocommit = True
    try:
        with session.cursor() as cursor:
            yield cursor
    finally:
        session.close()
