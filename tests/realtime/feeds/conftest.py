"""A table and news of the tests' own."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from realtime.feeds import catalogue, news
from realtime.feeds.catalogue import Column, Dataset, Row, Subject

TOWNS: list[Row] = [
    ("น้ำพุ", 3, Decimal("1234.50"), True, date(2026, 11, 21), datetime(2026, 11, 21, 1, 2, 3, tzinfo=UTC), "50"),
    ("=HYPERLINK(1)", -4, Decimal("-0.10"), False, None, None, None),
    ('quoted "x", and\na line', None, None, None, None, None, ""),
]

COLUMNS = (
    Column("name", "string", "what it is called"),
    Column("count", "integer", "how many"),
    Column("amount", "decimal", "baht"),
    Column("open", "boolean", "whether it is open"),
    Column("day", "date", "the day"),
    Column("at", "datetime", "the moment"),
    Column("area", "area", "official code"),
)


@pytest.fixture
def towns() -> Iterator[Dataset]:
    """A data set with one subject, `a`."""
    subject = Subject("a", "เมืองทดลอง", "Test town", "/th/towns/a/", "เทศบาลทดลอง")
    dataset = Dataset(
        id="towns",
        kind="town",
        title="Towns",
        description="Towns of the tests.",
        columns=COLUMNS,
        subjects=lambda: [subject],
        find={"a": subject}.get,
        rows=lambda _public_id: iter(TOWNS),
    )
    catalogue.register(dataset)
    yield dataset
    catalogue._datasets.pop("towns")


@pytest.fixture
def town_news() -> Iterator[None]:
    """One piece of news."""
    at = datetime(2026, 11, 21, tzinfo=UTC)
    item = news.Item("a/opened", "เปิดแล้ว <b>", "สรุป & more", "/th/towns/a/", at, "เทศบาล")
    news.register("towns", "Towns", lambda: [item])
    yield
    news._channels.pop("towns")
