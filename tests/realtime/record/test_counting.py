"""The count of the checking program against the count of the site: written twice, the winners are the same."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.tally import Election, Project, count
from budgets.tally.registry import RULES
from realtime.record.checking.counting import Poll, Said
from realtime.record.checking.shares import winners
from tests.budgets.tally.test_real_elections import read


def poll_of(election: Election) -> Poll:
    """The same election as the checking program holds it."""
    ballots: Counter[Said] = Counter()
    for group in election.groups:
        ballots[frozenset(group.given())] += group.voters
    return Poll(election.cost, election.budget, ballots, election.seed, election.exclusive)


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


def test_phragmen_too() -> None:
    same(read("Netherlands_Assen_2024.pb").election(), "phragmen")


CODES = "abcdef"
BALLOTS = st.one_of(
    st.lists(st.frozensets(st.sampled_from(CODES)), max_size=12),
    st.lists(st.dictionaries(st.sampled_from(CODES), st.integers(1, 4)), max_size=12),
)
ELECTIONS = st.builds(
    lambda projects, ballots, budget, seed, exclusive: Election.of(
        projects, ballots, budget, seed, exclusive=exclusive
    ),
    st.lists(st.integers(1, 12), min_size=6, max_size=6).map(
        lambda costs: [Project(code, cost * 500) for code, cost in zip(CODES, costs, strict=True)]
    ),
    BALLOTS,
    st.integers(1, 40).map(lambda baht: baht * 500),
    st.sampled_from(["seed", "another"]),
    st.lists(st.frozensets(st.sampled_from(CODES), min_size=2, max_size=3), max_size=2),
)
THRESHOLDS = {"threshold": st.integers(0, 3), "threshold_percent": st.sampled_from([0, 0.0, 12.5, 30])}


@settings(max_examples=150, deadline=None)
@given(ELECTIONS, st.sampled_from(["greedy", "phragmen"]), st.fixed_dictionaries({"skip": st.booleans(), **THRESHOLDS}))
def test_most_votes_first_and_phragmen_are_counted_alike(
    election: Election, rule: str, parameters: dict[str, Any]
) -> None:
    same(election, rule, **parameters)


VARIANTS = {
    "satisfaction": st.sampled_from(["cost", "cardinality", "points"]),
    "start": st.sampled_from(["exact", "rounded-down"]),
    "completion": st.sampled_from(["none", "add1", "add1u", "utilitarian"]),
    "stop": st.sampled_from(["overspend", "exhaustive"]),
    "step": st.integers(1, 3),
    "comparison": st.booleans(),
    **THRESHOLDS,
}


@settings(max_examples=150, deadline=None)
@given(ELECTIONS, st.fixed_dictionaries(VARIANTS))
def test_equal_shares_are_counted_alike_also_where_everything_ties(
    election: Election, parameters: dict[str, Any]
) -> None:
    same(election, "equal-shares", **parameters)


def test_every_rule_and_parameter_of_the_site_is_tried_here() -> None:
    assert set(RULES) == {"greedy", "phragmen", "equal-shares"}
    assert {"skip", *THRESHOLDS} == set(RULES["greedy"].defaults) == set(RULES["phragmen"].defaults)
    assert set(VARIANTS) == set(RULES["equal-shares"].defaults)
