"""Numbers: small groups never appear apart, curves stay in their box, clocks count as the law does."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from petitions import kinds
from petitions.clocks import clocks_of, due
from petitions.figures import SMALL, fold_small
from petitions.sparkline import HEIGHT, WIDTH, curve

COUNTS = st.dictionaries(st.sampled_from([f"{n:02}" for n in range(10, 96)]), st.integers(1, 60), max_size=40)


@given(COUNTS)
def test_it_works(counts: dict[str, int]) -> None:
    places = fold_small(counts)
    assert sum(place.total for place in places) == sum(counts.values())
    assert all(place.total >= SMALL for place in places if place.code)


@given(COUNTS)
def test_subtraction_reveals_no_small_group(counts: dict[str, int]) -> None:
    shown = {place.code for place in fold_small(counts) if place.code}
    hidden = counts.keys() - shown
    assert len(hidden) != 1 or len(counts) == 1
    if shown and hidden:
        assert sum(counts[code] for code in hidden) >= SMALL


@given(
    st.lists(st.tuples(st.datetimes(timezones=st.just(UTC)), st.integers(0, 10**6)), max_size=30), st.integers(0, 10**6)
)
def test_the_curve_stays_in_its_box(series: list[tuple[datetime, int]], threshold: int) -> None:
    drawn = curve(sorted(series), threshold)
    for point in drawn.points.split():
        x, y = map(float, point.split(","))
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT
    assert 0 <= drawn.threshold_y <= HEIGHT


def test_forty_five_days_begin_the_day_after() -> None:
    delivered = datetime(2026, 1, 1, 3, tzinfo=UTC)
    (clock,) = [c for c in clocks_of(kinds.ACT, {"delivered_at": delivered}) if c.code == "check"]
    assert clock.last_day.isoformat() == "2026-02-15"
    assert not clock.overdue(clock.due)
    assert clock.overdue(clock.due + timedelta(seconds=1))


def test_the_day_is_counted_in_thailand() -> None:
    assert due(datetime(2026, 1, 1, 18, tzinfo=UTC), 30).astimezone(UTC) == datetime(2026, 2, 1, 17, tzinfo=UTC)


def test_a_twentieth_is_rounded_up_and_never_above_three_thousand() -> None:
    needed = {electors: kinds.LOCAL_ORDINANCE.threshold_for(electors) for electors in (1, 21, 59_980, 59_981, 10**6)}
    assert needed == {1: 1, 21: 2, 59_980: 2_999, 59_981: 3_000, 10**6: 3_000}
