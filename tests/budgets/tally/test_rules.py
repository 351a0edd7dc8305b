"""What every counting rule must always do."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.tally import RULES, Election, Project, Why, count
from budgets.tally.equal_shares import equal_shares
from budgets.tally.greedy import Greedy, greedy
from budgets.tally.purchase import Purchases
from budgets.tally.variants import EqualShares

CODES = ["a", "b", "c", "d", "e", "f"]


@st.composite
def elections(draw: st.DrawFn) -> Election:
    projects = [Project(code, draw(st.integers(1, 5000))) for code in CODES]
    ballots = draw(st.lists(st.sets(st.sampled_from(CODES)), max_size=25))
    return Election.of(projects, ballots, draw(st.integers(0, 9000)), draw(st.text("xyz", max_size=3)))


def test_it_works() -> None:
    election = Election.of(
        [Project("park", 600), Project("road", 500), Project("light", 400)],
        [["park", "light"]] * 3 + [["road"]] * 2,
        1000,
    )
    outcome = greedy(election)
    assert outcome.funded == ("light", "park")
    assert {v.code: v.why for v in outcome.verdicts}["road"] == Why.NO_MONEY_LEFT


@pytest.mark.parametrize("rule", sorted(RULES))
@given(election=elections())
@settings(max_examples=60, deadline=None)
def test_it_never_overspends_and_explains_every_project(rule: str, election: Election) -> None:
    outcome = count(election, rule)
    assert outcome.spent == election.spent(outcome.funded) <= election.budget
    assert {verdict.code for verdict in outcome.verdicts} == set(CODES)
    assert {verdict.code for verdict in outcome.verdicts if verdict.funded} == set(outcome.funded)
    assert all(election.votes[code] for code in outcome.funded)


@pytest.mark.parametrize("rule", sorted(RULES))
@given(election=elections(), order=st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_ballots_and_projects_changes_nothing(rule: str, election: Election, order: object) -> None:
    ballots = [list(group.choices) for group in election.groups for _ in range(group.voters)]
    projects = list(election.projects)
    order.shuffle(ballots)  # type: ignore[attr-defined]
    order.shuffle(projects)  # type: ignore[attr-defined]
    again = Election.of(projects, ballots, election.budget, election.seed)
    assert count(again, rule).to_json() == count(election, rule).to_json()


@given(election=elections())
@settings(max_examples=60, deadline=None)
def test_floats_and_fractions_agree(election: Election) -> None:
    purchases = Purchases(election)
    share = Fraction(election.budget, max(election.voters, 1))
    assert purchases.buy(share).codes == purchases.buy(share, only_exact=True).codes


@given(election=elections())
@settings(max_examples=60, deadline=None)
def test_equal_shares_spend_no_more_than_every_voter_has(election: Election) -> None:
    outcome = equal_shares(election, EqualShares(start="exact", completion="none"))
    for step in outcome.steps:
        assert step.highest_payment * election.votes[step.code] >= step.cost * (1 - 1e-9)


def test_a_group_that_is_large_enough_gets_its_project() -> None:
    ballots = [["a", "b", "c"]] * 6 + [["d"]] * 4
    election = Election.of([Project(code, 30_000) for code in "abcd"], ballots, 100_000)
    assert "d" in equal_shares(election, EqualShares(completion="none")).funded
    assert "d" not in greedy(election).funded


def test_ties_go_to_the_cheaper_then_to_the_lot() -> None:
    election = Election.of([Project("dear", 600), Project("cheap", 500)], [["dear", "cheap"]], 700)
    assert greedy(election).funded == ("cheap",)
    same = [Election.of([Project("x", 5), Project("y", 5)], [["x", "y"]], 5, seed) for seed in "abcdefghij"]
    assert {greedy(election).funded for election in same} == {("x",), ("y",)}
    assert [greedy(election).funded for election in same] == [greedy(election).funded for election in same]


def test_without_skipping_the_first_that_does_not_fit_ends_the_count() -> None:
    election = Election.of(
        [Project("a", 900), Project("b", 300), Project("c", 100)], [["a"]] * 3 + [["b"]] * 2 + [["c"]], 1000
    )
    assert greedy(election).funded == ("a", "c")
    assert greedy(election, Greedy(skip=False)).funded == ("a",)


def test_nobody_voted() -> None:
    election = Election.of([Project("a", 900)], [], 1000)
    for rule in RULES:
        assert count(election, rule).funded == ()
