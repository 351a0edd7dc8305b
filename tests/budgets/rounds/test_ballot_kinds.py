"""Points, ranking, projects that exclude each other, one's own district: on paper, in the box, in the count."""

import json
import threading
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pabulib import Checker

from budgets.rounds import actions, exports, publishing, rules
from budgets.rounds.actions.casting import BadBallot
from budgets.rounds.actions.paper import void
from budgets.rounds.models import Envelope, Project, Round
from budgets.rounds.stores import keys, verbs
from realtime.record import append
from realtime.sealer import seal_all
from tests.factories import budgets as make
from tests.factories.people import PASSWORD, Cast, citizen, standing_cast

Move = Callable[[], None]


def test_it_works(cast: Cast, after_closing: Move) -> None:
    round_ = make.opened(cast, ballot_kind="points", points=5)
    make.vote(round_, choices={"P4": 4, "P1": 1})
    make.vote(round_, choices={"P2": 3, "P1": 2})
    after_closing()
    result = make.close(cast, round_)
    assert {one["code"]: one["score"] for one in result.outcome["steps"]} == {"P4": 4, "P1": 3, "P2": 3}
    assert result.outcome["funded"] == ["P4"]


def test_a_ranking_gives_more_to_the_first(cast: Cast, after_closing: Move) -> None:
    round_ = make.opened(cast, ballot_kind="ranking", minimum=1, maximum=3)
    make.vote(round_, choices=("P2", "P1"))
    make.vote(round_, choices=("P3", "P1", "P2"))
    after_closing()
    result = make.close(cast, round_)
    assert {one["code"]: one["score"] for one in result.outcome["steps"]} == {"P2": 4, "P1": 4, "P3": 3}
    assert [one["choices"] for one in result.ballots["patterns"]] == []
    assert list(publishing.recount(round_, result.ballots).funded) == result.outcome["funded"]


@override("en")
@pytest.mark.parametrize(
    ("ruled", "choices", "words"),
    [
        ({"ballot_kind": "points", "points": 5}, {"P1": 4, "P2": 3}, "take 2 away"),
        ({"ballot_kind": "points", "points": 5}, {"P1": 0}, "from 1"),
        ({"ballot_kind": "points", "points": 5}, ("P1",), "no points"),
        ({"ballot_kind": "ranking"}, ("P1", "P1"), "cannot be voted on"),
        ({"exclusive": [["P1", "P3"]]}, ("P1", "P3"), "Only one of the projects P1, P3"),
        ({"ballot_kind": "knapsack"}, ("P1", "P4"), "200 baht too much"),
    ],
)
def test_a_ballot_against_the_rules_is_refused_in_a_clear_sentence(
    cast: Cast, ruled: dict[str, Any], choices: Any, words: str
) -> None:
    round_ = make.opened(cast, **ruled)
    with pytest.raises(BadBallot, match=words):
        make.vote(round_, choices=choices)


@override("en")
def test_a_project_of_another_district_is_refused(cast: Cast) -> None:
    round_ = make.prepared(cast, own_district=True)
    Project.objects.filter(round=round_, code="P1").update(district="5002")
    Project.objects.filter(round=round_, code="P2").update(district="5001")
    actions.open_ballot(by=cast.head, round=round_)
    person = citizen(code="500101")
    with pytest.raises(BadBallot, match="P1: of another district"):
        make.vote(round_, person, ("P1", "P3"))
    make.vote(round_, person, ("P2", "P3"))


@pytest.mark.parametrize(
    ("ruled", "text", "reason"),
    [
        ({"ballot_kind": "knapsack"}, '["P1","P4"]', "over-envelope"),
        ({}, '["P1","P2","P3","P4"]', "number"),
        ({}, "[]", "number"),
        ({}, '["P1","P1"]', "twice"),
        ({}, '["P9"]', "unknown"),
        ({}, '{"P1":1}', "form"),
        ({"ballot_kind": "points", "points": 5}, '{"P1":6}', "points"),
        ({"ballot_kind": "points", "points": 5}, '{"P1":-1}', "points"),
        ({"exclusive": [["P1", "P3"]]}, '["P1","P3"]', "exclusive"),
    ],
)
def test_the_box_itself_refuses_what_breaks_the_rules(
    cast: Cast, ruled: dict[str, Any], text: str, reason: str
) -> None:
    round_ = make.opened(cast, **ruled)
    with pytest.raises(verbs.Broken, match=reason):
        put(round_, text)
    assert verbs.ballots_in_box(round_.public_id) == 0


def test_the_box_itself_refuses_projects_of_another_district(cast: Cast) -> None:
    round_ = make.prepared(cast, own_district=True)
    for code, district in (("P1", "5002"), ("P2", "5001"), ("P4", "500101")):
        Project.objects.filter(round=round_, code=code).update(district=district)
    actions.open_ballot(by=cast.head, round=round_)
    for text, district in (('["P1"]', "5001"), ('["P1","P3"]', "500101"), ('["P4"]', "5001"), ('["P2"]', "")):
        with pytest.raises(verbs.Broken, match="other-district"):
            put(round_, text, district)
    put(round_, '["P2","P3","P4"]', "500101")
    paper = verbs.New(b"p" * 32, '["P1","P2"]', b"salt", "mixed", uuid.uuid4())
    assert void(round_, paper.choices)
    with pytest.raises(verbs.Broken, match="other-district"):
        verbs.put_paper(round_.public_id, paper)
    assert verbs.put_paper(round_.public_id, replace(paper, choices='["P2","P3","P4"]'))
    assert verbs.ballots_in_box(round_.public_id) == 2


def put(round_: Round, text: str, district: str = "") -> verbs.Put:
    """Past every check of the program, as an intruder or a mistake would."""
    tag = keys.voter_tag(round_.public_id, citizen())
    receipt = append.append("round.ballot", round_.subject, {"commitment": text}, lane=round_.lane, day_only=True)
    new = verbs.New(keys.ballot_token(round_.public_id, tag), text, b"salt", text, receipt.id, district)
    return verbs.cast(round_.public_id, tag, timezone.localdate(), "online", new)


def test_the_box_refuses_after_the_second_of_closing_whatever_the_program_believes(cast: Cast) -> None:
    round_ = make.opened(cast)
    box, closes = f"{round_.public_id}-soon", timezone.now() + timedelta(seconds=2)
    verbs.begin(box)
    verbs.guard(box, rules.for_the_box(round_.rules) | {"closes_at": closes.isoformat()})
    ballot = verbs.New(b"t" * 32, '["P1"]', b"salt", "one", uuid.uuid4())
    assert verbs.put(box, ballot) is not None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep_until(%s)", [closes])
    assert verbs.put(box, replace(ballot, token=b"u" * 32)) is None
    assert verbs.put(box, replace(ballot, commitment="changed")) is None
    assert verbs.ballots_in_box(box) == 1


def test_settings_of_the_ballot_cannot_change_after_the_opening(cast: Cast) -> None:
    round_ = make.opened(cast)
    for change in ({"points": 3}, {"exclusive": [["P1", "P2"]]}, {"own_district": True}):
        with pytest.raises(Exception, match="frozen"), transaction.atomic():
            type(round_.page).objects.filter(pk=round_.page.pk).update(**change)


@override("en")
def test_points_are_given_reviewed_changed_and_cast_without_scripts(cast: Cast, client: Client) -> None:
    round_ = make.opened(cast, ballot_kind="points", points=5)
    client.login(email="mali@example.org", password=PASSWORD)
    paper = reverse("rounds:ballot", args=["_"]).replace("_", round_.public_id)
    hidden = {name: client.get(paper).context["form"].initial[name] for name in ("form", "rules")}
    page = client.post(paper, {**hidden, "mark-P1": "9"}).content.decode()
    assert "take 4 away" in page
    assert 'value="9"' in page
    review = client.post(paper, {**hidden, "mark-P1": "2", "mark-P3": "3"})
    assert review.context["hidden"] == sorted(review.context["hidden"], key=review.context["hidden"].index)
    back = client.post(paper, {**hidden, **dict(review.context["hidden"]), "back": "1"}).content.decode()
    assert 'value="2"' in back
    done = client.post(reverse("rounds:cast", args=[round_.public_id]), {**hidden, "mark-P1": "2", "mark-P3": "3"})
    assert done.status_code == 302
    assert "Project P3" in client.get(done["Location"]).content.decode()


@override("en")
def test_two_projects_at_one_place_and_words_for_numbers_are_refused(cast: Cast, client: Client) -> None:
    round_ = make.opened(cast, ballot_kind="ranking")
    client.login(email="mali@example.org", password=PASSWORD)
    paper = reverse("rounds:ballot", args=[round_.public_id])
    hidden = {"form": "x", "rules": round_.rules_hash}
    assert "the same place" in client.post(paper, {**hidden, "mark-P1": "1", "mark-P2": "1"}).content.decode()
    assert "whole number" in client.post(paper, {**hidden, "mark-P1": "first"}).content.decode()


@pytest.mark.parametrize("kind", ["approval", "knapsack", "points", "ranking"])
@pytest.mark.parametrize("rule", ["greedy", "equal-shares", "phragmen"])
def test_what_is_published_recounts_to_the_same_and_passes_the_checker_of_pabulib(
    cast: Cast, after_closing: Move, kind: str, rule: str
) -> None:
    round_ = make.opened(cast, ballot_kind=kind, counting_rule=rule, points=5, secrecy="open")
    for number in range(6):
        codes = ("P4",) if number == 5 else ("P1", "P2", "P3")[: 1 + number % 3]
        make.vote(round_, choices=dict.fromkeys(codes, 1) if kind == "points" else codes)
    after_closing()
    result = make.close(cast, round_)
    seal_all()
    assert list(publishing.recount(round_, result.ballots).funded) == result.outcome["funded"]
    checked = Checker().process_files([exports.as_pabulib(result)])
    assert checked["metadata"]["invalid"] == 0, json.dumps(checked, ensure_ascii=False, default=str)


@pytest.mark.django_db(transaction=True)
def test_fifty_simultaneous_ballots_of_one_person_leave_one() -> None:
    cast = standing_cast()
    round_ = make.opened(cast)
    outcomes: list[str] = []
    ready = threading.Barrier(50)

    def run(number: int) -> None:
        try:
            ready.wait()
            make.vote(round_, cast.petitioner, ("P1",) if number % 2 else ("P2",))
            outcomes.append("cast")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seal_all()
    assert outcomes == ["cast"] * 50
    assert verbs.ballots_in_box(round_.public_id) == sum(verbs.participants(round_.public_id).values()) == 1


@pytest.mark.parametrize("rule", ["greedy", "equal-shares", "phragmen"])
def test_every_envelope_is_counted_by_itself(cast: Cast, after_closing: Move, rule: str) -> None:
    round_ = make.prepared(cast, counting_rule=rule)
    Project.objects.filter(round=round_, code__in=["P1", "P2"]).update(theme="water")
    Project.objects.filter(round=round_, code__in=["P3", "P4"]).update(theme="trees")
    for code, amount in (("water", 600), ("trees", 400)):
        Envelope.objects.create(round=round_, kind="theme", code=code, title=code, amount=amount)
    actions.open_ballot(by=cast.head, round=round_)
    for choices in (("P2",), ("P2", "P4"), ("P2", "P3"), ("P1", "P3"), ("P4",), ("P4",)):
        make.vote(round_, choices=choices)
    after_closing()
    result = make.close(cast, round_)
    assert set(result.outcome["funded"]) == {"P2", "P3"}
    assert result.outcome["spent"] == 70_000
    assert {one["code"]: one["funded"] for one in result.outcome["verdicts"]}["P4"] is False
