"""Small groups stay hidden, and nothing follows from the rest."""

from hypothesis import given
from hypothesis import strategies as st

from realtime.feeds.small import LEAST, hidden


def test_it_works() -> None:
    assert hidden({"10": 50, "50": 40}) == set()
    assert hidden({"10": 50, "50": 9, "90": 30}) == {"50", "90"}
    assert hidden({"10": 50, "50": 1, "90": 2, "20": 12}) == {"50", "90", "20"}
    assert hidden({"10": 3}) == {"10"}


@given(st.dictionaries(st.text("กขคabc019", min_size=1), st.integers(1, 40)))
def test_nobody_follows_by_subtraction(counts: dict[str, int]) -> None:
    found = hidden(counts)
    assert all(people >= LEAST for group, people in counts.items() if group not in found)
    if found and found != set(counts):
        assert len(found) > 1
        assert sum(counts[group] for group in found) >= LEAST
