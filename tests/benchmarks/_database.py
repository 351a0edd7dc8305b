"""A database for one benchmark: made with every migration, thrown away afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django


@contextmanager
def own(name: str) -> Iterator[None]:
    """Django set up on a new, empty database called so."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    connection.settings_dict["TEST"]["NAME"] = name
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        connection.close()
        teardown_databases(databases, verbosity=0)
