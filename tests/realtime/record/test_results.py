"""A result counted again by the checking program: it agrees with an honest site, and catches one that cheats."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from budgets.rounds import actions, publishing
from budgets.rounds.models import Envelope, Project, Result, Round
from budgets.tally import Outcome
from realtime.record import append, checkpoint, files
from realtime.record.checking import notes
from realtime.record.checking.merkle import Broken
from realtime.record.checking.results import verify_result
from realtime.sealer import seal_all
from tests.budgets.rounds.conftest import after_closing, round_keys
from tests.budgets.rounds.test_envelopes import parted
from tests.budgets.rounds.test_envelopes_count import BALLOTS as ENVELOPES
from tests.factories import budgets as make
from tests.factories.people import Cast, citizen

pytestmark = pytest.mark.django_db

__all__ = ["after_closing", "round_keys"]

BALLOTS = [("P1", "P3")] * 12 + [("P4",)] * 9 + [("P2", "P3")] * 7 + [("P1", "P4")]


def site(path: str) -> bytes:
    """A file of the site."""
    answer = Client().get(f"/{path}")
    assert answer.status_code == 200, path
    return answer.getvalue()


def check(round_: Round) -> str:
    """What the checking program says of this round."""
    head = notes.open_checkpoint(files.fetch("checkpoint").decode(), checkpoint.public_keys())
    return verify_result(files.fetch, site, head, [], round_.public_id)


def change(**columns: Any) -> None:
    """Change a certified result as somebody with full power over the database could."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE rounds_result DISABLE TRIGGER USER")
    Result.objects.update(**columns)


@pytest.fixture
def counted(cast: Cast, after_closing: Callable[[], None]) -> Callable[..., Round]:
    """Make a round with these rules, let people vote, close and count it."""

    def make_one(ballots: Sequence[Any] = BALLOTS, **rules: Any) -> Round:
        round_ = make.opened(cast, **rules)
        for choices in ballots:
            make.vote(round_, choices=choices)
        after_closing()
        make.close(cast, round_)
        seal_all()
        return round_

    return make_one


@pytest.mark.parametrize("rule", ["greedy", "equal-shares"])
@pytest.mark.parametrize("secrecy", ["sealed", "open"])
def test_it_works(counted: Callable[..., Round], rule: str, secrecy: str) -> None:
    round_ = counted(counting_rule=rule, secrecy=secrecy)
    said = check(round_)
    assert f"OK: {len(BALLOTS)} ballots" in said
    assert rule in said


def test_a_small_round_published_as_totals_is_counted_again_too(counted: Callable[..., Round]) -> None:
    round_ = counted(BALLOTS[:12])
    assert Result.objects.get(round=round_).ballots["patterns"] == []
    assert "OK: 12 ballots" in check(round_)


def test_a_winner_slipped_in_at_the_count_is_caught(
    counted: Callable[..., Round], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = publishing._count

    def crooked(*told: Any) -> Outcome:
        outcome = real(*told)
        loser = next(verdict.code for verdict in outcome.verdicts if not verdict.funded)
        return replace(outcome, funded=(loser, *outcome.funded[1:]))

    monkeypatch.setattr(publishing, "_count", crooked)
    with pytest.raises(Broken, match="winners are others than in the entry in the record: it adds P"):
        check(counted())


def test_another_result_shown_than_the_recorded_one_is_caught(counted: Callable[..., Round]) -> None:
    round_ = counted()
    result = Result.objects.get(round=round_)
    change(outcome=result.outcome | {"funded": ["P2"]})
    with pytest.raises(Broken, match="others than in the result that the site shows"):
        check(round_)


def test_another_number_of_votes_shown_is_caught(counted: Callable[..., Round]) -> None:
    round_ = counted()
    outcome = Result.objects.get(round=round_).outcome
    outcome["verdicts"][0]["votes"] += 1
    change(outcome=outcome)
    with pytest.raises(Broken, match="another number of votes"):
        check(round_)


def test_ballots_changed_after_the_count_are_caught(counted: Callable[..., Round]) -> None:
    round_ = counted()
    ballots = Result.objects.get(round=round_).ballots
    ballots["patterns"][0]["voters"] += 1
    change(ballots=ballots)
    with pytest.raises(Broken, match="ballots that the site publishes are not those"):
        check(round_)


def test_ballots_stuffed_before_the_count_are_caught(
    counted: Callable[..., Round], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = publishing.published

    def stuffed(*told: Any) -> dict[str, Any]:
        document = real(*told)
        document["patterns"][0]["voters"] += 5
        return document | {"ballots": document["ballots"] + 5}

    monkeypatch.setattr(publishing, "published", stuffed)
    with pytest.raises(Broken, match="does not add up"):
        check(counted())


def test_a_word_over_other_ballots_is_caught(counted: Callable[..., Round], monkeypatch: pytest.MonkeyPatch) -> None:
    real = append.append

    def careless(kind: str, subject: str, body: dict[str, Any], **how: Any) -> Any:
        wrong = {"commitments": "0" * 64} if kind == "round.close-confirmed" else {}
        return real(kind, subject, body | wrong, **how)

    monkeypatch.setattr(append, "append", careless)
    with pytest.raises(Broken, match="word over the openings of exactly these"):
        check(counted())


def test_ballots_exchanged_before_the_count_are_caught_in_an_open_round(
    counted: Callable[..., Round], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = publishing.published

    def exchanged(*told: Any) -> dict[str, Any]:
        document = real(*told)
        document["patterns"][0]["voters"] += 1
        document["patterns"][-1]["voters"] -= 1
        return document

    monkeypatch.setattr(publishing, "published", exchanged)
    with pytest.raises(Broken, match="do not say what the ballots in the record say"):
        check(counted(secrecy="open"))


def test_a_round_that_is_not_counted_has_no_result_to_check(cast: Cast) -> None:
    round_ = make.opened(cast)
    seal_all()
    with pytest.raises(Broken, match="The record has 0 entries"):
        check(round_)


@pytest.mark.parametrize("rule", ["greedy", "equal-shares"])
def test_every_envelope_is_counted_by_itself(cast: Cast, after_closing: Callable[[], None], rule: str) -> None:
    round_ = parted(cast)
    round_.page.counting_rule, round_.page.secrecy = rule, "open"
    round_.page.save()
    actions.open_ballot(by=cast.head, round=round_)
    for choices in ENVELOPES:
        make.vote(round_, choices=choices)
    after_closing()
    make.certified(cast, round_)
    seal_all()
    said = check(round_)
    assert "2 projects are funded, as announced: P2, P3" in said
    assert "Two officers certified it." in said


FORMS: dict[str, list[Any]] = {
    "approval": BALLOTS,
    "knapsack": [("P1", "P3")] * 13 + [("P4",)] * 9 + [("P2", "P3")] * 7,
    "points": [{"P1": 3, "P3": 1}] * 12 + [{"P4": 4}] * 9 + [{"P2": 2, "P3": 2}] * 7 + [{"P4": 1, "P2": 3}],
    "ranking": [("P1", "P3")] * 12 + [("P4",)] * 9 + [("P3", "P2", "P1")] * 7 + [("P2", "P4")],
}


@pytest.mark.parametrize("rule", ["greedy", "equal-shares", "phragmen"])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_ballot_is_counted_again_by_every_rule(
    counted: Callable[..., Round], form: str, rule: str
) -> None:
    secrecy = "open" if rule == "phragmen" else "sealed"
    meaning = {"counting_parameters": {"satisfaction": "points", "completion": "add1u"}}
    round_ = counted(
        FORMS[form], ballot_kind=form, points=4, counting_rule=rule, secrecy=secrecy,
        **(meaning if rule == "equal-shares" else {}),
    )  # fmt: skip
    assert f"OK: {len(FORMS[form])} ballots" in check(round_)


@pytest.mark.parametrize("form", ["points", "ranking"])
def test_small_rounds_with_points_are_counted_again_from_totals(counted: Callable[..., Round], form: str) -> None:
    round_ = counted(FORMS[form][:14], ballot_kind=form, points=4)
    assert Result.objects.get(round=round_).ballots["patterns"] == []
    assert "OK: 14 ballots" in check(round_)


@pytest.mark.parametrize("rule", ["greedy", "equal-shares"])
def test_of_projects_that_exclude_each_other_only_one_is_funded(counted: Callable[..., Round], rule: str) -> None:
    ballots = [("P1", "P2")] * 14 + [("P3",)] * 9
    round_ = counted(ballots, counting_rule=rule, exclusive=[["P1", "P3"]])
    assert "OK: 23 ballots" in check(round_)
    assert "P3" not in Result.objects.get(round=round_).outcome["funded"]


def test_a_threshold_in_percent_is_of_the_ballots_also_where_only_totals_are_published(
    counted: Callable[..., Round],
) -> None:
    ballots = [("P1", "P2", "P3")] * 8 + [("P2",)] * 4
    round_ = counted(ballots, counting_parameters={"threshold_percent": 60})
    result = Result.objects.get(round=round_)
    assert result.ballots["patterns"] == []
    assert result.outcome["funded"] == ["P2", "P3", "P1"]
    assert "OK: 12 ballots" in check(round_)


def test_a_ballot_with_more_points_than_there_are_is_caught(
    counted: Callable[..., Round], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = publishing.published

    def exaggerated(*told: Any) -> dict[str, Any]:
        document = real(*told)
        document["patterns"][-1]["choices"]["P4"] = 9
        return document

    monkeypatch.setattr(publishing, "published", exaggerated)
    with pytest.raises(Broken, match=r"break the rules: .*: 9"):
        check(counted(FORMS["points"], ballot_kind="points", points=4))


def in_districts(cast: Cast, after_closing: Callable[[], None]) -> Round:
    """By equal shares: thirty people of the north, three of the south; P1 and P3 are of the whole area."""
    round_ = make.prepared(cast, counting_rule="equal-shares", own_district=True)
    for code, district in (("P2", "500101"), ("P4", "500102")):
        Project.objects.filter(round=round_, code=code).update(district=district)
    for code, amount in (("", 500), ("500101", 500), ("500102", 900)):
        Envelope.objects.create(round=round_, kind="district", code=code, title=f"เขต {code}", amount=amount)
    type(round_.page).objects.update(envelope=1900)
    actions.open_ballot(by=cast.head, round=Round.objects.with_page().get(pk=round_.pk))
    round_.refresh_from_db()
    voters = [("500101", ("P1", "P2"))] * 16 + [("500101", ("P2", "P3"))] * 6 + [("500102", ("P3", "P4"))] * 3
    for area, choices in voters:
        make.vote(round_, citizen(code=area), choices)
    after_closing()
    make.close(cast, round_)
    seal_all()
    return round_


def test_a_small_district_is_counted_again_from_totals_and_its_ballots_are_nowhere(
    cast: Cast, after_closing: Callable[[], None]
) -> None:
    round_ = in_districts(cast, after_closing)
    assert "25 ballots" in check(round_)
    assert "equal-shares, and in 1 of 3 envelopes by greedy (fewer than 20 ballots): 4 projects" in check(round_)
    result = Result.objects.get(round=round_)
    small = next(part for part in result.ballots["parts"] if part["envelope"] == "district/500102")
    assert small == {"envelope": "district/500102", "votes": {"P4": 3}}
    for path in ("result/ballots.json", "result/ballots.pb"):
        said = site(f"en/rounds/{round_.public_id}/{path}").decode()
        assert not re.search(r"P3\W{1,3}P4|P4\W{1,3}P3", said.partition("VOTES")[2] or said)
    rows = site(f"open/round-ballots/{round_.public_id}.csv").decode()
    assert "P3,9,district/" in rows
    assert "P4" not in rows
    again = Client().get(f"/en/rounds/{round_.public_id}/result/recount/")
    assert again.context["agrees"]
    told = site(f"en/rounds/{round_.public_id}/result/").decode()
    assert told.count("Fewer than 20 ballots were given here.") == 1


@pytest.mark.parametrize(("votes", "found"), [(2, "another number of votes"), (20, "cannot be those of 25 ballots")])
def test_another_total_of_a_small_district_is_caught(
    cast: Cast, after_closing: Callable[[], None], monkeypatch: pytest.MonkeyPatch, votes: int, found: str
) -> None:
    real = publishing.published

    def changed(*told: Any) -> dict[str, Any]:
        document = real(*told)
        document["parts"][-1]["votes"]["P4"] = votes
        return document

    monkeypatch.setattr(publishing, "published", changed)
    with pytest.raises(Broken, match=found):
        check(in_districts(cast, after_closing))
