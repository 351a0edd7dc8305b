"""The shared template tags, in both languages."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override

from accounts.models import Area
from config import navigation
from config.templatetags import siang

NOW = datetime(2026, 11, 21, 6, 5, tzinfo=UTC)


def drawn(source: str, path: str = "/th/hearings/x/?q=1", **context: object) -> str:
    return engines["django"].from_string(source).render(context, RequestFactory().get(path))


def test_it_works() -> None:
    with override("th"):
        assert drawn("{{ day|thai_date }} {{ sum|baht }}", day=NOW, sum=Decimal("5")) == "21 พฤศจิกายน 2569 5.00 บาท"
    with override("en"):
        assert drawn("{{ day|thai_date }} {{ sum|baht }}", day=NOW, sum=Decimal("5")) == "21 November 2026 ฿5.00"


def test_it_shows_a_dash_for_nothing() -> None:
    assert drawn("{{ x|thai_date }}{{ x|number }}{{ x|baht }}{{ x|percent }}", x=None) == "––––"


@pytest.mark.parametrize(
    ("left", "thai", "english"),
    [
        (timedelta(days=3), "เหลืออีก 3 วัน", "closes in 3 days"),
        (timedelta(hours=5), "เหลืออีก 5 ชั่วโมง", "closes in 5 hours"),
        (timedelta(minutes=1), "เหลืออีก 1 นาที", "closes in 1 minute"),
        (timedelta(days=-1), "ปิดแล้ว", "closed"),
    ],
)
def test_it_says_when_something_closes(left: timedelta, thai: str, english: str) -> None:
    with override("th"):
        assert siang.time_left(NOW + left, NOW) == thai
    with override("en"):
        assert siang.time_left(NOW + left, NOW) == english


@pytest.mark.parametrize(
    ("code", "level", "thai", "english"),
    [
        ("50", "province", "จังหวัดเชียงใหม่", "Chiang Mai Province"),
        ("10", "province", "เชียงใหม่", "Chiang Mai"),
        ("1001", "district", "เขตเชียงใหม่", "Chiang Mai District (Bangkok)"),
        ("500101", "subdistrict", "ตำบลเชียงใหม่", "Chiang Mai Subdistrict"),
        ("00", "country", "เชียงใหม่", "Chiang Mai"),
    ],
)
def test_it_names_areas_with_their_kind(code: str, level: str, thai: str, english: str) -> None:
    area = Area(code=code, level=level, name="เชียงใหม่", name_en="Chiang Mai")
    with override("th"):
        assert siang.area_name(area) == thai
    with override("en"):
        assert siang.area_name(area) == english


def test_the_kind_of_an_area_is_said_once() -> None:
    area = Area(code="9901", level="district", name="อำเภอตัวอย่าง (สมมติ)", name_en="Sample District (invented)")
    with override("th"):
        assert siang.area_name(area) == "อำเภอตัวอย่าง (สมมติ)"
    with override("en"):
        assert siang.area_name(area) == "Sample District (invented)"


def test_the_language_switch_keeps_the_page_and_its_question() -> None:
    assert drawn('{% language_url "en" %}') == "/en/hearings/x/?q=1"
    assert drawn('{% language_url "en" absolute="yes" %}').endswith("/en/hearings/x/")
    assert navigation.in_language("/nowhere/", "en") == "/en/"
    assert navigation.in_language("//evil.example/th/", "en") == "/en/"


def test_the_navigation_shows_where_the_reader_is() -> None:
    with override("th"):
        html = drawn('{% include "_header.html" %}', path="/th/petitions/abc/")
    assert html.count('aria-current="true"') == 1
    assert 'href="/th/petitions/" aria-current="true"' in html
    assert 'href="/en/petitions/abc/"' in html
