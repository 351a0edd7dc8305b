"""Fixtures of rounds: keys in a folder of the test's own, and a clock that can be moved."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone


@pytest.fixture(autouse=True)
def round_keys(settings: Any, tmp_path: Path) -> Path:
    """Where the keys of rounds are during the test."""
    settings.ROUND_KEYS = tmp_path
    return tmp_path


@pytest.fixture
def after_closing(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Call it to be two days later."""
    real = timezone.now

    def move() -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: real() + timedelta(days=2))

    return move
