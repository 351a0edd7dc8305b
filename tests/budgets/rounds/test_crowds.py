"""Few ballots are published as totals, and what is published gives the result (docs/ballot-secrecy.md).

No database: rounds are made of frozen rules and ballots of the box.
"""

import json
import re
from collections import Counter
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from pabulib import Checker

from budgets.rounds import crowds, envelopes, explaining, narrating, pabulib_file, publishing, rules, standing
from budgets.rounds.ballots import KINDS, Choices
from budgets.rounds.models import Project, Result, Round, RoundPage
from budgets.rounds.stores.verbs import Ballot
from budgets.tally import RULES
from realtime.record.checking.crowds import few_in
from realtime.record.checking.forms import ballots_fit, polls_from
from realtime.record.checking.merkle import Broken
from realtime.record.checking.shares import winners

# The city (""), a part of it with two villages, and another part; two projects each.
DISTRICTS = {"": "A", "5001": "B", "500101": "C", "500102": "D", "5002": "E"}
PLACES = {f"{letter}{number}": district for district, letter in DISTRICTS.items() for number in (1, 2)}
LIVES = {"500101": "ABC", "500102": "ABD", "5002": "AE"}  # the projects on the paper of people who live there
COSTS = dict(zip(PLACES, ("300", "500", "200", "900", "400", "250", "100", "700", "600", "350"), strict=True))


def frozen(rule: str = "equal-shares", kind: str = "approval", **changes: Any) -> dict[str, Any]:
    """Rules of a sealed round in which every district has its own envelope."""
    document: dict[str, Any] = {
        "version": rules.VERSION,
        "envelope": "5000.00",
        "envelopes": [
            {"kind": "district", "code": code, "title": code, "title_en": code, "amount": "1000.00"}
            for code in DISTRICTS
        ],
        "ballot": {"kind": kind, "minimum": 1, "maximum": 4, "points": 10, "exclusive": [], "own_district": True},
        "counting": {"rule": rule, "parameters": dict(RULES[rule].defaults), "few": crowds.FEW},
        "publication": "parts",
        "seed": "made",
        "secrecy": "sealed",
        "projects": [
            {"code": code, "title": code, "cost": f"{COSTS[code]}.00", "district": district, "theme": ""}
            for code, district in PLACES.items()
        ],
    }
    return document | changes


def made(document: dict[str, Any]) -> Round:
    """A round with these frozen rules, kept nowhere."""
    return Round(page=RoundPage(public_id="made", title="made", content_type_id=1), rules=document)


def box(kind: str, said: Sequence[Choices]) -> list[Ballot]:
    """The box after the close."""
    return [Ballot(KINDS[kind].text(choices), b"", "", None) for choices in said]


def as_read(document: dict[str, Any]) -> dict[str, Any]:
    """As the program reads it from the site."""
    plain: dict[str, Any] = json.loads(json.dumps(document))
    return plain


def checked(document: dict[str, Any], published: dict[str, Any]) -> list[str]:
    """The winners by the checking program."""
    ballots_fit(document, published)
    few, counting = few_in(document, published), document["counting"]
    funded: list[str] = []
    for number, poll in enumerate(polls_from(document, published)):
        by = counting["few"] if number in few else counting
        funded += winners(poll, by["rule"], by["parameters"])
    return funded


@st.composite
def voters(draw: st.DrawFn, kind: str) -> list[Choices]:
    """Ballots of three places, of which each has few voters or many."""
    said: list[Choices] = []
    for letters in LIVES.values():
        paper = [code for code in PLACES if code[0] in letters]
        chosen = st.lists(st.sampled_from(paper), min_size=1, max_size=4, unique=True)
        some = draw(st.lists(chosen, min_size=1, max_size=4))
        for codes, number in zip(some, draw(st.permutations([1, 2, 9, 30])), strict=False):
            ballot: Choices = {code: 1 + place for place, code in enumerate(codes)} if kind == "points" else codes
            said += [ballot] * number
    return said


@pytest.mark.parametrize("kind", ["approval", "points", "ranking"])
@pytest.mark.parametrize("rule", ["equal-shares", "phragmen"])
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_what_is_published_gives_the_result_and_shows_no_ballot_of_a_small_district(
    rule: str, kind: str, data: st.DataObject
) -> None:
    said = data.draw(voters(kind))
    document, ballots = frozen(rule, kind), box(kind, said)
    round_ = made(document)
    published = as_read(publishing.published(round_, ballots))
    outcome = publishing.tally(round_, ballots)
    assert publishing.recount(round_, published).funded == outcome.funded
    assert sorted(checked(document, published)) == sorted(outcome.funded)
    votes = {verdict.code: verdict.votes for verdict in outcome.verdicts}
    assert votes == {code: sum(code in choices for choices in said) for code in PLACES}
    assert votes == {code: poll.votes(code) for poll in polls_from(document, published) for code in poll.cost}
    crowd = Counter(max((PLACES[code] for code in choices), key=len) for choices in said)
    for part in published["parts"]:
        district = part["envelope"].partition("/")[2]
        there = sum(n for code, n in crowd.items() if code.startswith(district)) if district else len(said)
        assert ("votes" in part) == (there < crowds.CROWD)
        assert {PLACES[code] for one in part.get("patterns", ()) for code in one["choices"]} <= {district}
    assert published["patterns"] == []
    assert few_is_silent(outcome.notes)


def few_is_silent(notes: Any) -> bool:
    """Whether the result does not tell how many voters a small envelope has."""
    return all(("voters" in one) != bool(one.get("few")) for one in notes["envelopes"].values())


SMALL = [["A1", "B1"]] * 12 + [["A2", "B2"]] * 13 + [["A2", "C1"], ["A1", "C1", "C2"], ["C2"]]


def test_it_works() -> None:
    """Three people of a village: totals of its two projects; nothing connects them with what they want in the city."""
    published = publishing.published(made(frozen()), box("approval", SMALL))
    parts = {part["envelope"]: part for part in published["parts"]}
    assert parts["district/500101"] == {"envelope": "district/500101", "votes": {"C1": 2, "C2": 2}}
    assert parts["district/"]["patterns"] == [{"choices": ["A1"], "voters": 13}, {"choices": ["A2"], "voters": 14}]
    assert (published["patterns"], published["rest"]) == ([], {"ballots": 0, "votes": {}})


def test_only_the_envelope_of_the_small_district_is_counted_otherwise() -> None:
    outcome = publishing.tally(made(frozen()), box("approval", SMALL))
    few = {key for key, notes in outcome.notes["envelopes"].items() if notes.get("few")}
    assert few == {"district/500101", "district/500102", "district/5002"}
    assert {step.by for step in outcome.steps if step.code[0] == "C"} == {"district/500101"}
    assert (outcome.rule, outcome.parameters["satisfaction"]) == ("equal-shares", "cost")


@override("en")
def test_it_is_told_why() -> None:
    document = frozen()
    outcome = publishing.tally(made(document), box("approval", SMALL)).to_json()
    projects = [Project(code=code, title=code) for code in PLACES]
    groups = envelopes.groups(document)
    parts = narrating.parts(outcome, groups, {project.code: project for project in projects})
    assert [part.few for part in parts] == [False, False, True, True, True]
    told = {one.project.code: str(one.sentence) for one in explaining.tell(outcome, projects, groups)}
    assert told["C1"].startswith("It had 2 votes. When its turn came")
    assert "shares" in told["B1"]


@pytest.mark.parametrize(("number", "few"), [(19, True), (20, False)])
def test_a_round_of_fewer_than_twenty_is_published_as_totals(number: int, few: bool) -> None:
    document = frozen(envelopes=[], publication="crowd")
    document["ballot"]["own_district"] = False
    said = [["A1", "C1"]] * (number - 1) + [["E1"]]
    round_, ballots = made(document), box("approval", said)
    published = publishing.published(round_, ballots)
    outcome = publishing.tally(round_, ballots)
    assert published["rest"]["ballots"] == (number if few else 0)
    assert [one["voters"] for one in published["patterns"]] == ([] if few else [number - 1, 1])
    assert outcome.rule == ("greedy" if few else "equal-shares")
    assert bool(outcome.notes.get("few")) == few
    assert sorted(checked(document, published)) == sorted(publishing.recount(round_, published).funded)


def test_rules_frozen_before_are_counted_as_they_say() -> None:
    """Version 1 published every pattern of a sealed round."""
    document = frozen(version=1, publication="all")
    del document["counting"]["few"]
    round_, ballots = made(document), box("approval", SMALL)
    published = publishing.published(round_, ballots)
    assert sum(one["voters"] for one in published["patterns"]) == len(SMALL)
    assert "parts" not in published
    assert publishing.recount(round_, published).funded == publishing.tally(round_, ballots).funded
    assert sorted(checked(document, published)) == sorted(publishing.tally(round_, ballots).funded)


def test_an_envelope_over_several_districts_is_refused() -> None:
    one = {"kind": "theme", "code": "", "title": "", "title_en": "", "amount": "5000.00"}
    for parts in ([], [one]):
        with override("en"):
            (words,) = map(str, crowds.problems(frozen(envelopes=parts)))
        assert "each district needs an envelope of its own" in words
    assert list(crowds.problems(frozen())) == []
    whole = frozen(envelopes=[])
    whole["ballot"]["own_district"] = False
    assert list(crowds.problems(whole)) == []


CHEATS: dict[str, Any] = {
    "more ballots than there are": lambda parts: parts["district/"]["patterns"][0].update(voters=40),
    "fewer than there are": lambda parts: parts["district/"].update(patterns=[]),
    "totals of a large district": lambda parts: parts["district/500101"].update(votes={"C1": 20}),
    "another envelope's project": lambda parts: parts["district/500101"]["votes"].update(A1=1),
    "a small district's ballots": lambda parts: (
        parts["district/500101"].pop("votes"), parts["district/500101"].update(patterns=[]),
    ),
    "no such ballot": lambda parts: parts["district/"]["patterns"][0].update(choices=["A1", "A1"]),
}  # fmt: skip


@pytest.mark.parametrize("cheat", CHEATS)
def test_parts_that_cannot_be_are_caught(cheat: str) -> None:
    document = frozen()
    published = as_read(publishing.published(made(document), box("approval", SMALL)))
    assert checked(document, published)
    CHEATS[cheat]({part["envelope"]: part for part in published["parts"]})
    if cheat == "fewer than there are":
        published["ballots"] += 40
    with pytest.raises(Broken):
        checked(document, published)


@pytest.mark.parametrize("kind", ["approval", "knapsack", "points", "ranking"])
def test_what_is_exported_passes_the_checker_of_pabulib(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    dates = {"opens_at": "2027-01-01", "closes_at": "2027-01-31"}
    document = frozen("equal-shares", kind, agency="made", envelope="4000.00", dates=dates)
    said = [dict.fromkeys(codes, 2) if kind == "points" else codes for codes in SMALL]
    round_, ballots = made(document), box(kind, said)
    outcome = publishing.tally(round_, ballots).to_json()
    monkeypatch.setattr(standing, "of", lambda _result: SimpleNamespace(outcome=outcome))
    result = Result(round=round_, ballots=as_read(publishing.published(round_, ballots)), outcome=outcome)
    text = pabulib_file.as_pabulib(result)
    checked_ = Checker().process_files([text])
    assert checked_["metadata"]["invalid"] == 0, json.dumps(checked_, default=str)
    assert "rule;unknown" in text
    assert not re.search("[AB][12],[BC]", text)
