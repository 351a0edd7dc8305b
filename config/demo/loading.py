"""What the demonstration consists of, loaded once, in order; each part is safe to load again."""

import importlib
import time
from collections.abc import Collection, Iterator

from django.conf import settings

from realtime.sealer import seal_all

PARTS = [
    "agencies",
    "people",
    "cms",
    "consult",
    "sense",
    "consult_finished",
    "consult_process",
    "laws",
    "budgets",
    "petitions",
    "reuses",
]


def load_missing(parts: Collection[str] = PARTS) -> Iterator[tuple[str, float]]:
    """Load each of `parts` that this site does not have yet and seal it; gives its name and seconds as it goes."""
    done = settings.VAR / "demo-loaded"
    done.mkdir(exist_ok=True)
    for part in PARTS:
        if part not in parts or (done / part).exists():
            continue
        started = time.monotonic()
        importlib.import_module(f"config.demo.{part}").load()
        seal_all()
        (done / part).touch()
        yield part, time.monotonic() - started


def logins() -> str:
    """The table of people one can sign in as."""
    from config.demo.people import logins_table

    return logins_table()
