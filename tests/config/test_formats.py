"""Dates, numbers and money as people read them. Sources of borrowed cases: tests/data/SOURCES.md."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import formats

NOON = datetime(2026, 11, 21, 6, 5, tzinfo=UTC)  # 13:05 in Bangkok


def test_it_works() -> None:
    assert formats.day(date(2026, 11, 21), "th") == "21 พฤศจิกายน 2569"
    assert formats.day(date(2026, 11, 21), "en") == "21 November 2026"


def test_it_shortens_months() -> None:
    assert formats.day(date(2026, 4, 1), "th", short=True) == "1 เม.ย. 2569"
    assert formats.day(date(2026, 4, 1), "en", short=True) == "1 Apr 2026"


def test_it_shows_times_in_bangkok() -> None:
    assert formats.moment(NOON, "th") == "21 พฤศจิกายน 2569 เวลา 13.05 น."
    assert formats.moment(NOON, "en") == "21 November 2026, 13:05"
    assert formats.day(datetime(2025, 12, 31, 20, tzinfo=UTC), "th") == "1 มกราคม 2569"


def test_it_agrees_with_a_published_case_of_thai_dates() -> None:
    """6 October 1976 is วันพุธที่ 06 ตุลาคม พ.ศ. 2519 (PyThaiNLP's test of thai_strftime)."""
    assert formats.day(date(1976, 10, 6), "th") == "6 ตุลาคม 2519"
    assert formats.day(date(1976, 10, 6), "th", short=True) == "6 ต.ค. 2519"


def test_it_groups_thousands() -> None:
    assert formats.number(1234567) == "1,234,567"
    assert formats.number(Decimal("-1234.5"), 2) == "−1,234.50"
    assert formats.number(0.125, 2) == "0.13"


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0.456, "46%"), (1, "100%"), (0.9999, "99%"), (0, "0%"), (0.0001, "<1%"), (Decimal("0.5"), "50%"), (1.2, "120%")],
)
def test_it_never_rounds_to_all_or_nothing(share: float, shown: str) -> None:
    assert formats.percent(share) == shown


def test_it_writes_exact_amounts() -> None:
    assert formats.baht(Decimal("1234.5"), "th") == "1,234.50 บาท"
    assert formats.baht(Decimal("1234.5"), "en") == "฿1,234.50"
    assert formats.baht(Decimal("-1234.5"), "en") == "−฿1,234.50"
    assert formats.baht(Decimal("1234.00"), "th", 0) == "1,234 บาท"
    assert formats.baht(Decimal("1234.01"), "th", 0) == "1,234.01 บาท"


@pytest.mark.parametrize(
    ("amount", "thai", "english"),
    [
        ("1943218450.75", "1.94 พันล้านบาท", "1.94 billion baht"),
        ("12500000", "12.5 ล้านบาท", "12.5 million baht"),
        ("3100000000000", "3.1 ล้านล้านบาท", "3.1 trillion baht"),
        ("999999999", "1 พันล้านบาท", "1 billion baht"),
        ("850000", "850,000 บาท", "850,000 baht"),
        ("0", "0 บาท", "0 baht"),
        ("-2000000", "−2 ล้านบาท", "−2 million baht"),
    ],
)
def test_it_shortens_large_amounts(amount: str, thai: str, english: str) -> None:
    assert formats.baht_short(Decimal(amount), "th") == thai
    assert formats.baht_short(Decimal(amount), "en") == english


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=3, hours=5), ("days", 3)),
        (timedelta(hours=47), ("hours", 47)),
        (timedelta(minutes=89), ("minutes", 89)),
        (timedelta(seconds=2), ("minutes", 1)),
    ],
)
def test_it_says_how_long_in_one_unit(left: timedelta, said: tuple[str, int]) -> None:
    assert formats.span(left) == said


@given(st.decimals(-(10**13), 10**13, places=2))
def test_exact_amounts_lose_nothing(amount: Decimal) -> None:
    shown = formats.baht(amount, "th").removesuffix(" บาท").replace(",", "").replace("−", "-")
    assert Decimal(shown) == amount


@given(st.decimals(10**6, 10**13, places=2))
def test_short_amounts_are_within_half_a_percent(amount: Decimal) -> None:
    figure, word, _baht = formats.baht_short(amount, "en").split()
    size = {"million": 10**6, "billion": 10**9, "trillion": 10**12}[word]
    assert abs(Decimal(figure.replace(",", "")) * size - amount) <= amount * Decimal("0.0051")
