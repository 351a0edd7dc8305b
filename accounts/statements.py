"""Statements that every act needs, planned once for each connection: planning them costs as much as running."""

from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection
from django.db.backends.utils import CursorWrapper

# What each connection knows by name.
_known: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


def execute(cursor: CursorWrapper, name: str, statement: str, types: Sequence[str], values: Sequence[Any]) -> None:
    """Run a statement with parameters `$1`, `$2` … of these types under a name that is always this statement's.

    PostgreSQL keeps it until the connection ends, also when the transaction is rolled back.
    """
    known = _known.setdefault(connection.connection, set())
    if name not in known:
        with connection.wrap_database_errors:
            cursor.cursor.execute(f"PREPARE {name} ({', '.join(types)}) AS {statement}")  # not a query of this page
        known.add(name)
    cursor.execute(f"EXECUTE {name} ({', '.join(['%s'] * len(types))})", values)
