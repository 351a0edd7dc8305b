"""The named steps of the sealing transaction, where the tests of faults put their hands in."""

from collections.abc import Callable
from typing import Any

import django.db
from django.db.backends.base.base import BaseDatabaseWrapper

from realtime import sealer
from realtime.record import checkpoint, projections, sealing, tree, waiting

# In the order in which they happen. Each is a function that the sealing transaction calls once.
STEPS: dict[str, tuple[Any, str]] = {
    "lock": (sealing, "lock"),
    "begin": (sealing, "begin"),
    "choose": (waiting, "everything"),
    "number": (sealing, "number"),
    "read the edge": (sealing, "_head"),
    "grow the tree": (tree, "grow"),
    "store the tiles": (sealing, "_store"),
    "make the signature": (checkpoint, "sign"),
    "store the checkpoint": (sealing, "_sign"),
    "add up": (projections, "run"),
    "write the figures": (sealer, "refresh_all"),
    "commit": (BaseDatabaseWrapper, "_commit"),
    "tell": (sealer, "publish"),
}
MOMENTS = ("before", "after")
PLACES = [(moment, step) for step in STEPS for moment in MOMENTS]
COMMITTED = PLACES.index(("after", "commit"))  # from here on the batch is sealed, whatever happens

COUNTED = "CREATE TABLE IF NOT EXISTS test_counted (index bigint)"


def interfere(moment: str, step: str, fault: Callable[[], None]) -> Callable[[], None]:
    """Let `fault` happen before or after this step; gives the function that mends it."""
    where, name = STEPS[step]
    real = getattr(where, name)

    def interfered(*args: Any, **kwargs: Any) -> Any:
        if moment == "before":
            fault()
        result = real(*args, **kwargs)
        if moment == "after":
            fault()
        return result

    setattr(where, name, interfered)
    return lambda: setattr(where, name, real)


def count(batch: list[projections.Sealed], size: int) -> list[str]:
    """A projection that writes down every entry it is given, in the sealing transaction itself."""
    with django.db.connection.cursor() as cursor:
        cursor.execute("INSERT INTO test_counted SELECT unnest(%s::bigint[])", [[entry.index for entry in batch]])
    return ["counted.1"]


def figures(_identity: str) -> dict[str, int]:
    """The live figures of what was counted."""
    with django.db.connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM test_counted")
        return {"total": cursor.fetchone()[0]}
