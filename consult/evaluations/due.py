"""When an Act is due for evaluation: pure arithmetic of the 2562 Act s.34."""

from datetime import date

EVERY = 5  # years, at the least (s.34)
DECREE_FIRST = 2  # years until the first evaluation of an emergency decree (s.34, last paragraph)


def years_later(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def due(in_force: date, last: date | None, *, decree: bool = False, every: int = EVERY) -> date:
    """The day by which the next evaluation must be done: counted from coming into force, then from the last one."""
    if last:
        return years_later(last, every)
    return years_later(in_force, DECREE_FIRST if decree else every)
