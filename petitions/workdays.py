"""Days on which nobody works in Thailand, for periods that end on the next working day.

Civil and Commercial Code s.193/8: when the last day of a period is a holiday by proclamation or custom, the period
ends on the next day that is not. Days fixed in the calendar and their substitutes (cabinet resolution of 16 January
2544: a holiday on a Saturday or Sunday moves to the next working day) are computed here; lunar and special days are
rows (`Holiday`), which an officer keeps.
"""

from collections.abc import Collection
from datetime import date, timedelta
from functools import cache

FIXED = (
    (1, 1),  # New Year's Day
    (4, 6),  # Chakri Day
    (4, 13),  # Songkran
    (4, 14),
    (4, 15),
    (5, 4),  # Coronation Day
    (6, 3),  # the Queen's birthday
    (7, 28),  # the King's birthday
    (8, 12),  # the Queen Mother's birthday
    (10, 13),  # King Rama IX memorial day
    (10, 23),  # King Chulalongkorn Day
    (12, 5),  # King Rama IX's birthday, national day
    (12, 10),  # Constitution Day
    (12, 31),  # New Year's Eve
)
SATURDAY = 5


@cache
def fixed(year: int) -> frozenset[date]:
    """Holidays of `year` (C.E.) fixed in the calendar, with their substitutes."""
    days = [date(year, month, day) for month, day in FIXED]
    found = set(days)
    for day in days:
        if day.weekday() >= SATURDAY:
            found.add(_next(day, found))
    return frozenset(found)


def works(day: date, holidays: Collection[date] = ()) -> bool:
    """Whether offices are open on `day`; `holidays` are further days off."""
    return day.weekday() < SATURDAY and day not in fixed(day.year) and day not in holidays


def first_from(day: date, holidays: Collection[date] = ()) -> date:
    """`day`, or the first working day after it."""
    while not works(day, holidays):
        day += timedelta(days=1)
    return day


def _next(day: date, taken: Collection[date]) -> date:
    while day.weekday() >= SATURDAY or day in taken:
        day += timedelta(days=1)
    return day
