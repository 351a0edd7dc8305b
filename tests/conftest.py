"""Fixtures shared by all tests."""

import pytest

from tests.factories import people


@pytest.fixture
def cast(db: None) -> people.Cast:
    """The standing cast."""
    return people.standing_cast()
