"""Equal shares and Phragmén: variants, proofs, explanations."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.tally import Election, Project, Why, count
from budgets.tally.equal_shares import equal_shares
from budgets.tally.greedy import greedy
from budgets.tally.lasting import lasts
from budgets.tally.phragmen import phragmen
from budgets.tally.purchase import Purchases
from budgets.tally.variants import EqualShares, Phragmen
from tests.budgets.tally.test_rules import CODES, elections

SATISFACTIONS = ["cost", "cardinality", "points"]


@st.composite
def with_points(draw: st.DrawFn) -> Election:
    projects = [Project(code, draw(st.integers(1, 5000))) for code in CODES]
    given_ = st.dictionaries(st.sampled_from(CODES), st.integers(0, 5))
    return Election.of(projects, draw(st.lists(given_, max_size=25)), draw(st.integers(0, 9000)))


def test_it_works() -> None:
    projects = [Project("park", 60_000), Project("road", 50_000), Project("light", 40_000)]
    election = Election.of(projects, [["park", "light"]] * 6 + [["road"]] * 5, 110_000)
    assert set(equal_shares(election).funded) == {"light", "road"}


@pytest.mark.parametrize("satisfaction", SATISFACTIONS)
@given(election=with_points(), share=st.integers(0, 4000))
@settings(max_examples=60, deadline=None)
def test_floats_and_fractions_agree_whatever_a_project_is_worth(
    satisfaction: str, election: Election, share: int
) -> None:
    purchases = Purchases(election, satisfaction)
    assert purchases.buy(Fraction(share)).codes == purchases.buy(Fraction(share), only_exact=True).codes


@pytest.mark.parametrize("satisfaction", SATISFACTIONS)
@given(election=with_points(), share=st.integers(1, 3000), more=st.integers(1, 300))
@settings(max_examples=80, deadline=None)
def test_what_is_proved_to_last_does_last(satisfaction: str, election: Election, share: int, more: int) -> None:
    purchases = Purchases(election, satisfaction)
    run = purchases.buy(Fraction(share))
    if lasts(purchases, run, more):
        for further in {1, more // 2, more}:
            assert purchases.buy(Fraction(share + further)).codes == run.codes


@pytest.mark.parametrize("stop", ["overspend", "exhaustive"])
@given(election=elections())
@settings(max_examples=60, deadline=None)
def test_leaping_gives_what_walking_gives(stop: str, election: Election) -> None:
    bigger = Election.of(
        [Project(project.code, project.cost * 100) for project in election.projects],
        [group.choices for group in election.groups for _ in range(group.voters)],
        election.budget * 20,
    )
    leapt = equal_shares(bigger, EqualShares(stop=stop))
    assert leapt.funded == walked(bigger, stop)


def walked(election: Election, stop: str) -> tuple[str, ...]:
    wanted = {code for code, votes in election.votes.items() if votes and election.cost[code] <= election.budget}
    purchases = Purchases(election)
    run = purchases.buy(Fraction(election.budget // max(election.voters, 1) // 100 * 100))
    while wanted - set(run.codes):
        left = election.budget - election.spent(run.codes)
        if stop == "exhaustive" and all(election.cost[code] > left for code in wanted - set(run.codes)):
            break
        following = purchases.buy(run.share + 100)
        if election.spent(following.codes) > election.budget:
            break
        run = following
    return run.codes


@given(election=elections())
@settings(max_examples=60, deadline=None)
def test_a_completion_only_adds(election: Election) -> None:
    plain = set(equal_shares(election, EqualShares(completion="none")).funded)
    filled = equal_shares(election, EqualShares(completion="utilitarian"))
    assert plain <= set(filled.funded)
    left = election.budget - filled.spent
    others = [code for code, votes in election.votes.items() if votes and code not in filled.funded]
    assert all(election.cost[code] > left for code in others)
    raised = set(equal_shares(election, EqualShares(completion="add1")).funded)
    assert raised <= set(equal_shares(election, EqualShares(completion="add1u")).funded)


@pytest.mark.parametrize("rule", ["greedy", "equal-shares", "phragmen"])
@given(election=elections())
@settings(max_examples=60, deadline=None)
def test_the_votes_said_to_be_missing_would_have_been_enough(rule: str, election: Election) -> None:
    parameters = {"completion": "none", "start": "exact"} if rule == "equal-shares" else {}
    for verdict in count(election, rule, parameters).verdicts:
        if not verdict.more:
            continue
        assert not verdict.funded
        if rule != "greedy":
            continue
        ballots = [group.choices for group in election.groups for _ in range(group.voters)]
        again = Election.of(
            election.projects, [*ballots, *[(verdict.code,)] * verdict.more], election.budget, election.seed
        )
        assert verdict.code in greedy(again).funded


def test_supporters_that_were_missing_bring_it_in_at_the_same_share() -> None:
    projects = [Project("a", 50_000), Project("b", 40_000)]
    ballots = [["a"]] * 5 + [["b"]] * 3
    election = Election.of(projects, ballots, 80_000)
    verdict = {one.code: one for one in equal_shares(election, EqualShares(completion="none")).verdicts}["b"]
    assert (verdict.why, verdict.more, verdict.available) == (Why.SUPPORTERS_SHORT, 1, 30_000)
    more = Election.of(projects, [*ballots, ["b"]], 90_000)  # the same share
    assert "b" in equal_shares(more, EqualShares(completion="none")).funded


def test_points_weigh_with_satisfaction_by_points() -> None:
    projects = [Project("a", 300), Project("b", 300)]
    ballots: list[dict[str, int]] = [{"a": 5, "b": 1}] * 3
    election = Election.of(projects, ballots, 400)
    assert equal_shares(election, EqualShares(satisfaction="points", start="exact", completion="none")).funded == ("a",)


def test_only_one_of_two_that_exclude_each_other_is_funded() -> None:
    projects = [Project(code, 100) for code in "abc"]
    election = Election.of(projects, [["a", "b"]] * 5 + [["c"]] * 2, 700, exclusive=[frozenset("ab")])
    for rule in ("greedy", "equal-shares", "phragmen"):
        outcome = count(election, rule)
        assert len({"a", "b"} & set(outcome.funded)) == 1, rule
        assert [one.why for one in outcome.verdicts].count(Why.EXCLUDED) == 1, rule


def test_a_project_below_the_threshold_does_not_take_part() -> None:
    election = Election.of([Project("a", 100), Project("b", 100)], [["a"]] * 9 + [["b"]], 700)
    for rule in ("greedy", "equal-shares", "phragmen"):
        outcome = count(election, rule, {"threshold_percent": 20})
        assert outcome.funded == ("a",), rule
        assert (outcome.verdicts[1].why, outcome.verdicts[1].more) == (Why.BELOW_THRESHOLD, 1), rule


def test_phragmen_gives_a_minority_its_turn() -> None:
    projects = [Project(code, 100) for code in "abcd"]
    election = Election.of(projects, [["a", "b", "c"]] * 6 + [["d"]] * 4, 300)
    assert phragmen(election).funded == ("a", "d", "b") or set(phragmen(election).funded) >= {"d"}
    assert len(greedy(election).funded) == 3 and "d" not in greedy(election).funded


def test_phragmen_ends_with_the_first_that_does_not_fit_unless_told_to_go_on() -> None:
    election = Election.of([Project("a", 900), Project("b", 100)], [["a"]] * 90 + [["b"]] * 5, 500)
    assert phragmen(election).funded == ("b",)
    election = Election.of(
        [Project("a", 300), Project("c", 300), Project("b", 100)], [["a", "c"]] * 90 + [["b"]] * 5, 500
    )
    assert phragmen(election, Phragmen(skip=False)).funded == ("a",)
    assert set(phragmen(election).funded) == {"a", "b"}


def test_an_unknown_variant_is_refused() -> None:
    with pytest.raises(ValueError, match="completion"):
        equal_shares(Election.of([Project("a", 1)], [["a"]], 1), EqualShares(completion="add2"))
    with pytest.raises(ValueError, match="satisfaction"):
        equal_shares(Election.of([Project("a", 1)], [["a"]], 1), EqualShares(satisfaction="joy"))
