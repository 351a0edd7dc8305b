"""Counting a certified round again, and what the result says about money and voters."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from budgets.rounds import publishing
from tests.factories import budgets as make
from tests.factories.people import Cast

Move = Callable[[], None]


def test_it_works(cast: Cast, after_closing: Move, capsys: pytest.CaptureFixture[str]) -> None:
    round_ = make.opened(cast, counting_rule="equal-shares")
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
    assert "1 more votes (100 % more support) were needed" in page
