"""Counting a certified round again, and what the result says about money and voters."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from budgets.rounds import publishing, recounting
from budgets.rounds.models import Round
from tests.factories import budgets as make
from tests.factories.people import Cast

Move = Callable[[], None]


def test_it_works(cast: Cast, after_closing: Move, capsys: pytest.CaptureFixture[str]) -> None:
    round_ = make.opened(cast, counting_rule="equal-shares", secrecy="open")
    for choices in (("P1", "P2"), ("P2",), ("P4",)):
        make.vote(round_, choices=choices)
    after_closing()
    result = make.close(cast, round_)
    assert result.outcome["notes"]["served"] == 2
    call_command("recount_round", round_.public_id)
    assert "3 ballots counted again" in capsys.readouterr().out


def test_another_outcome_is_a_failure(cast: Cast, after_closing: Move, monkeypatch: pytest.MonkeyPatch) -> None:
    round_ = make.opened(cast)
    make.vote(round_)
    after_closing()
    make.close(cast, round_)
    real = publishing.recount
    monkeypatch.setattr(publishing, "recount", lambda *told: replace(real(*told), funded=("P4",)))
    with pytest.raises(CommandError, match="P4"):
        call_command("recount_round", round_.public_id)


def test_a_round_that_is_not_counted_cannot_be_recounted(cast: Cast) -> None:
    with pytest.raises(CommandError, match="no counted round"):
        call_command("recount_round", make.opened(cast).public_id)


@override("en")
def test_the_result_says_what_is_left_and_how_many_are_served(cast: Cast, after_closing: Move, client: Client) -> None:
    round_ = make.opened(cast)
    make.vote(round_, choices=("P4",))
    make.vote(round_, choices=("P4",))
    make.vote(round_, choices=("P2",))
    after_closing()
    make.close(cast, round_)
    page = client.get(reverse("rounds:result", args=[round_.public_id])).content.decode()
    assert "100 baht are left over." in page
    assert "2 of 3 voters see at least one of their projects funded." in page
    assert "1 more votes (100% more support) were needed" in page


def recounted(round_: Round, **asked: str) -> Any:
    return Client().get(reverse("rounds:recount", args=[round_.public_id]), asked)


def test_anybody_recounts_on_the_page(cast: Cast, after_closing: Move) -> None:
    round_ = make.opened(cast, counting_rule="equal-shares", secrecy="open")
    for choices in (("P1", "P2"), ("P2",), ("P4",)):
        make.vote(round_, choices=choices)
    after_closing()
    make.close(cast, round_)
    page = recounted(round_)
    assert page.context["agrees"]
    assert all(line.same for line in page.context["lines"])
    assert f"recount_round {round_.public_id}" in page.content.decode()
    assert not page.cookies


def test_the_page_says_when_the_winners_are_others(
    cast: Cast, after_closing: Move, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = make.opened(cast)
    make.vote(round_)
    after_closing()
    make.close(cast, round_)
    real = publishing.recount
    monkeypatch.setattr(publishing, "recount", lambda *told: replace(real(*told), funded=("P4",)))
    page = recounted(round_)
    assert not page.context["agrees"]
    assert b"notice--error" in page.content


def test_another_rule_decides_nothing(cast: Cast, after_closing: Move) -> None:
    round_ = make.opened(cast, counting_rule="equal-shares", secrecy="open")
    for choices in (("P1", "P2"), ("P2",), ("P4",)):
        make.vote(round_, choices=choices)
    after_closing()
    make.close(cast, round_)
    page = recounted(round_, rule="greedy")
    assert page.status_code == 200
    assert b"notice--warning" in page.content
    assert recounted(round_, rule="equal-shares").status_code == 404
    assert recounted(round_, rule="dice").status_code == 404


def test_rules_that_need_whole_ballots_are_not_offered_for_totals(cast: Cast, after_closing: Move) -> None:
    round_ = make.opened(cast)
    make.vote(round_)
    after_closing()
    result = make.close(cast, round_)
    assert recounting.other_rules(result) == []
    assert recounted(round_).context["agrees"]


def test_a_recount_of_a_very_large_round_is_left_to_the_command(
    cast: Cast, after_closing: Move, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = make.opened(cast, counting_rule="equal-shares", secrecy="open")
    make.vote(round_)
    after_closing()
    make.close(cast, round_)
    monkeypatch.setattr(recounting, "QUICK", 1)
    page = recounted(round_)
    assert page.context["lines"] is None
    assert page.status_code == 200


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"completion": "utilitarian"}, "most votes first"),
        ({"comparison": True}, "funded"),
        ({"satisfaction": "cardinality"}, "supporters paid"),
    ],
)
@override("en")
def test_every_variant_is_told_round_by_round(
    cast: Cast, after_closing: Move, parameters: dict[str, Any], words: str
) -> None:
    round_ = make.opened(cast, counting_rule="equal-shares", counting_parameters=parameters, secrecy="open")
    for choices in (("P1",), ("P1",), ("P1",), ("P2",), ("P2", "P3"), ("P3",), ("P4",)):
        make.vote(round_, choices=choices)
    after_closing()
    make.close(cast, round_)
    page = Client().get(reverse("rounds:result", args=[round_.public_id])).content.decode()
    assert words in page
