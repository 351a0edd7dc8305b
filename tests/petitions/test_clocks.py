"""Statutory clocks: due days computed by hand from the calendar, started and ended by what happens."""

from datetime import UTC, date, datetime, timedelta

import pytest

from petitions import actions, workdays
from petitions.clocks import clocks_for, due
from petitions.models import Petition, RunningClock
from tests.factories import petitions as make
from tests.factories.people import Cast


def last_day(started: date, days: int, *, rolls: bool, holidays: frozenset[date] = frozenset()) -> date:
    moment = datetime(started.year, started.month, started.day, 3, tzinfo=UTC)
    return (due(moment, days, rolls=rolls, holidays=holidays) - timedelta(microseconds=1)).astimezone(UTC).date()


def test_it_works(cast: Cast) -> None:
    petition = make.delivered(cast)
    moderation, clock = clocks_for(petition)
    assert (moderation.code, moderation.running) == ("moderation", False)
    assert (clock.code, clock.days, clock.running, clock.late) == ("check", 30, True, False)
    actions.record_check(by=cast.head, petition=petition, accepted=True)
    assert not clocks_for(petition)[1].running


# Computed with a calendar on the table. 1 January 2026 is a Thursday.
BY_HAND = [
    (date(2026, 1, 1), 45, False, date(2026, 2, 15)),  # a Sunday: counts all the same for officers
    (date(2026, 1, 1), 45, True, date(2026, 2, 16)),  # Monday
    (date(2026, 3, 29), 15, True, date(2026, 4, 16)),  # 13 April: Songkran to the 15th
    (date(2026, 3, 29), 15, False, date(2026, 4, 13)),
    (date(2026, 11, 20), 15, True, date(2026, 12, 8)),  # Saturday 5 December, and Monday the 7th in its place
    (date(2026, 12, 16), 15, True, date(2027, 1, 4)),  # New Year's Eve, New Year, Saturday, Sunday
    (date(2026, 1, 30), 30, True, date(2026, 3, 2)),  # Sunday 1 March
]


@pytest.mark.parametrize(("started", "days", "rolls", "expected"), BY_HAND)
def test_the_last_day_is_the_one_computed_by_hand(started: date, days: int, rolls: bool, expected: date) -> None:
    assert last_day(started, days, rolls=rolls) == expected


def test_a_lunar_holiday_kept_by_an_officer_counts() -> None:
    makha = frozenset({date(2026, 3, 3)})
    assert last_day(date(2026, 2, 16), 15, rolls=True, holidays=makha) == date(2026, 3, 4)


def test_the_day_is_counted_in_thailand() -> None:
    assert due(datetime(2026, 1, 1, 18, tzinfo=UTC), 30).astimezone(UTC) == datetime(2026, 2, 1, 17, tzinfo=UTC)


@pytest.mark.parametrize("year", range(2024, 2032))
def test_a_holiday_at_the_weekend_has_a_substitute(year: int) -> None:
    off = workdays.fixed(year)
    assert sum(day.weekday() < workdays.SATURDAY for day in off) == len(workdays.FIXED)


def test_a_petition_returned_and_handed_over_again_has_a_new_clock(cast: Cast) -> None:
    petition = make.delivered(cast)
    actions.record_check(by=cast.head, petition=petition, accepted=False, reason="เอกสารไม่ครบ")
    assert after_opening(petition) == [("check", False), ("correction", True)]
    actions.deliver(by=cast.petitioner, petition=petition)
    assert after_opening(petition) == [("check", False), ("correction", False), ("check", True)]


def after_opening(petition: Petition) -> list[tuple[str, bool]]:
    return [(clock.code, clock.running) for clock in clocks_for(petition) if clock.code != "moderation"]


def test_what_is_late_is_public_the_most_late_first(cast: Cast) -> None:
    first, second = make.delivered(cast), make.delivered(cast)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    for days, petition in enumerate((first, second)):
        RunningClock.objects.create(
            petition=petition, code="late", days=1, started=moment, due=moment + timedelta(days=9 - days)
        )
    assert [clock.petition for clock in RunningClock.objects.overdue()] == [second, first]
    assert set(Petition.objects.overdue()) == {first, second}
