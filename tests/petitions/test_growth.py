"""Rates, series, forecast and map."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from petitions import figures
from petitions.counting import map as drawing
from petitions.counting import series
from petitions.counting.forecast import forecast
from petitions.models import HourTally, MinuteTally, Petition
from realtime.record import recounts
from realtime.sealer import seal_all
from tests.factories import petitions as make
from tests.factories.people import Cast

TODAY = date(2026, 11, 21)


def test_it_works(cast: Cast) -> None:
    petition = make.collecting(cast)
    for _name in range(12):
        make.sign(petition)
    seal_all()
    assert series.rates(petition.pk) == series.Rates(12, 12)
    url = reverse("petitions:growth", args=[petition.public_id])
    page = Client().get(url)
    assert page.status_code == 200 and not page.cookies
    assert "style=" not in page.content.decode()
    for step in ("minute", "hour", "day"):
        data = Client().get(f"/api/petitions/{petition.public_id}/series.json?by={step}").json()
        assert (data["by"], data["data"][-1]["total"]) == (step, 12)
    assert Client().get(f"/api/petitions/{petition.public_id}/series.json?by=week").status_code == 422


def test_minutes_hours_and_days_add_up_to_the_same(cast: Cast) -> None:
    petition = make.collecting(cast)
    for _name in range(7):
        make.sign(petition)
    seal_all()
    sums = [sum(one.signed for one in series.points(petition, step)) for step in ("minute", "hour", "day")]
    assert sums == [7, 7, 7]
    assert list(recounts.run("petitions.signatures")) == []
    assert dict(MinuteTally.objects.values_list("minute", "signed")) == figures.recount_minutes(petition)


def test_a_minute_that_was_counted_wrong_is_found(cast: Cast) -> None:
    petition = make.collecting(cast)
    make.sign(petition)
    seal_all()
    MinuteTally.objects.update(signed=5)
    assert any("minute" in one.found for one in recounts.run("petitions.signatures"))


def test_rates_forget_what_is_old(cast: Cast) -> None:
    petition = make.collecting(cast)
    make.sign(petition)
    seal_all()
    MinuteTally.objects.update(minute=timezone.now() - timedelta(hours=2))
    assert series.rates(petition.pk) == series.Rates(0, 1)


def test_days_without_names_count_as_days(cast: Cast) -> None:
    petition = make.collecting(cast)
    noon = timezone.now().replace(hour=5, minute=0, second=0, microsecond=0)
    for ago, signed in ((5, 9), (3, 4)):
        HourTally.objects.create(petition=petition, hour=noon - timedelta(days=ago), signed=signed)
    today = timezone.localdate(noon)
    assert series.full_days(figures.hours(petition), today) == [0, 4, 0, 0]


def test_an_even_pace_is_forecast_narrowly() -> None:
    found = forecast([100] * 7, missing=1000, today=TODAY)
    assert found and found.likely == TODAY + timedelta(days=10)
    assert found.latest and (found.latest - found.earliest).days <= 4


def test_waves_make_it_wider() -> None:
    even, waves = (forecast(days, missing=1000, today=TODAY) for days in ([100] * 7, [0, 300, 0, 250, 0, 150, 0]))
    assert even and waves and even.latest
    assert waves.latest is None or waves.latest - waves.earliest > even.latest - even.earliest


@pytest.mark.parametrize(
    ("days", "missing"), [([], 10), ([5, 5], 10), ([1, 1, 1], 10), ([0] * 7, 10), ([100] * 7, 0), ([10] * 7, 10**9)]
)
def test_it_is_silent_when_it_makes_no_sense(days: list[int], missing: int) -> None:
    assert forecast(days, missing=missing, today=TODAY) is None


def test_it_says_when_the_closing_day_comes_first() -> None:
    found = forecast([100] * 7, missing=1000, today=TODAY, closes=TODAY + timedelta(days=5))
    assert found and not found.in_time


@given(st.lists(st.integers(-5, 10_000), max_size=30), st.integers(0, 10**6))
def test_the_days_of_a_forecast_are_in_order(days: list[int], missing: int) -> None:
    found = forecast(days, missing=missing, today=TODAY)
    if found:
        assert found.likely > TODAY and TODAY < found.earliest <= found.likely
        assert found.latest is None or found.latest >= found.likely


@given(st.dictionaries(st.sampled_from([str(code) for code in range(10, 97)]), st.integers(1, 10**6)))
def test_a_province_not_shown_apart_has_no_number_on_the_map(counts: dict[str, int]) -> None:
    shown = {place.code: place.total for place in figures.fold_small(counts) if place.code}
    drawn = drawing.draw(shown, {})
    assert all(shape.total == shown.get(shape.code) for shape in drawn.shapes)
    assert all((shape.grade == 0) == (shape.code not in shown) for shape in drawn.shapes)
    grades = Counter(shape.grade for shape in drawn.shapes if shape.grade)
    assert set(grades) == {grade.grade for grade in drawn.legend} or not set(shown) <= {s.code for s in drawn.shapes}


def test_all_77_provinces_are_drawn() -> None:
    assert len(drawing.draw({}, {}).shapes) == 77


def test_the_page_of_a_petition_leads_there(cast: Cast) -> None:
    petition: Petition = make.reached(cast)
    assert (
        reverse("petitions:growth", args=[petition.public_id])
        in Client().get(petition.get_absolute_url()).content.decode()
    )
