"""The whole demonstration in the test database, loaded once for this folder and taken back at the end."""

import importlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from config.demo import loading
from realtime.sealer import seal_all
from tests.realtime.demo.planted import Secrets, plant


@pytest.fixture(scope="package")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[Secrets]:
    """Every process in every stage, with secrets planted wherever something personal or unpublished is kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        for part in loading.PARTS:
            importlib.import_module(f"config.demo.{part}").load()
        seal_all()
        yield plant()
        transaction.set_rollback(True)
