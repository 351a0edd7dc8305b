"""Fixtures shared by all tests."""

import pytest

from tests.factories import people


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright keeps an event loop in this thread, and others need to start their own."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture
def cast(db: None) -> people.Cast:
    """The standing cast."""
    return people.standing_cast()
