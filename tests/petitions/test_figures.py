"""Numbers: small groups never appear apart, curves stay in their box, clocks count as the law does."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from petitions import presets
from petitions.figures import fold_small
from petitions.sparkline import HEIGHT, WIDTH, curve
from realtime.feeds.small import LEAST

COUNTS = st.dictionaries(st.sampled_from([f"{n:02}" for n in range(10, 96)]), st.integers(1, 60), max_size=40)


@given(COUNTS)
def test_it_works(counts: dict[str, int]) -> None:
    places = fold_small(counts)
    assert sum(place.total for place in places) == sum(counts.values())
    assert all(place.total >= LEAST for place in places if place.code)


@given(COUNTS)
def test_subtraction_reveals_no_small_group(counts: dict[str, int]) -> None:
    shown = {place.code for place in fold_small(counts) if place.code}
    hidden = counts.keys() - shown
    assert len(hidden) != 1 or len(counts) == 1
    if shown and hidden:
        assert sum(counts[code] for code in hidden) >= LEAST


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


def test_a_twentieth_is_rounded_up_and_never_above_three_thousand() -> None:
    needed = {electors: presets.LOCAL_ORDINANCE.threshold_for(electors) for electors in (1, 21, 59_980, 59_981, 10**6)}
    assert needed == {1: 1, 21: 2, 59_980: 2_999, 59_981: 3_000, 10**6: 3_000}
