"""The count of the checking program against the count of the site: written twice, the winners are the same."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.tally import Election, Project, count
from budgets.tally.registry import RULES
from realtime.record.checking.counting import Poll, winners
from tests.budgets.tally.test_real_elections import read


def poll_of(election: Election) -> Poll:
    """The same election as the checking program holds it."""
    ballots: Counter[frozenset[str]] = Counter()
    for group in election.groups:
        ballots[frozenset(group.choices)] += group.voters
    return Poll(election.cost, election.budget, ballots, election.seed)


def same(election: Election, rule: str, **parameters: Any) -> None:
    """Both counts fund the same, in the same order."""
    values = {**RULES[rule].defaults, **parameters}
    assert tuple(winners(poll_of(election), rule, values)) == count(election, rule, values).funded


@pytest.mark.parametrize(
    ("name", "comparison"),
    [
        ("Netherlands_Assen_2024.pb", False),
        ("Poland_Swiecie_2023.pb", True),
        ("Poland_Wieliczka_2023_Green_Budget.pb", True),
    ],
)
def test_it_works_on_real_cities(name: str, comparison: bool) -> None:
    same(read(name).election(), "equal-shares", comparison=comparison)
    same(read(name).election(), "greedy")


CODES = "abcdef"
ELECTIONS = st.builds(
    Election.of,
    st.lists(st.integers(1, 12), min_size=6, max_size=6).map(
        lambda costs: [Project(code, cost * 500) for code, cost in zip(CODES, costs, strict=True)]
    ),
    st.lists(st.frozensets(st.sampled_from(CODES)), max_size=12),
    st.integers(1, 40).map(lambda baht: baht * 500),
    st.sampled_from(["seed", "another"]),
)


@settings(max_examples=150, deadline=None)
@given(ELECTIONS, st.booleans(), st.integers(0, 3))
def test_most_votes_first_is_counted_alike(election: Election, skip: bool, threshold: int) -> None:
    same(election, "greedy", skip=skip, threshold=threshold)


@settings(max_examples=250, deadline=None)
@given(
    ELECTIONS,
    st.sampled_from(["exact", "rounded-down"]),
    st.sampled_from(["none", "add1"]),
    st.sampled_from(["overspend", "exhaustive"]),
    st.booleans(),
)
def test_equal_shares_are_counted_alike_also_where_everything_ties(
    election: Election, start: str, completion: str, stop: str, comparison: bool
) -> None:
    same(election, "equal-shares", start=start, completion=completion, stop=stop, comparison=comparison)
