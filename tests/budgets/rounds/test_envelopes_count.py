"""Every envelope is counted by itself: examples computed by hand, in which one pot would have given other winners.

North has 600 baht for P1 (300) and P2 (500), south 400 for P3 (200) and P4 (900).
"""

import hashlib
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from budgets.rounds import actions
from budgets.rounds.models import Project, Result, Round
from tests.budgets.rounds.test_envelopes import parted
from tests.factories import budgets as make
from tests.factories.people import Cast

Move = Callable[[], None]
# Six people of the north, two who name P3 only. P2 has five supporters, P1 four.
BALLOTS = [("P1",), ("P1", "P2"), ("P1", "P2"), ("P1", "P2"), ("P2",), ("P2",), ("P3",), ("P3",)]


def count(cast: Cast, round_: Round, after_closing: Move, ballots: list[tuple[str, ...]]) -> Result:
    actions.open_ballot(by=cast.head, round=round_)
    for choices in ballots:
        make.vote(round_, choices=choices)
    after_closing()
    return make.close(cast, round_)


def test_it_works(cast: Cast, after_closing: Move) -> None:
    """Most votes first. North: P2 takes 500 of 600, so P1 (300) does not fit. South: P3."""
    outcome = count(cast, parted(cast), after_closing, BALLOTS).outcome
    assert outcome["funded"] == ["P2", "P3"]
    left = {key: notes["left"] for key, notes in outcome["notes"]["envelopes"].items()}
    assert left == {"district/500101": 100_00, "district/500102": 200_00}
    assert outcome["notes"]["served"] == 7


def test_equal_shares_by_hand(cast: Cast, after_closing: Move) -> None:
    """North: 600 / 6 = 100 each. P2 (500) costs its five supporters 100 each; the one other supporter of P1 has 100.

    P1 would need shares of 150, and then both would cost 800 of 600. South: 400 / 2 = 200 each, P3 costs 100 each.
    """
    round_ = parted(cast)
    round_.page.counting_rule, round_.page.secrecy = "equal-shares", "open"
    round_.page.save()
    outcome = count(cast, round_, after_closing, BALLOTS).outcome
    assert outcome["funded"] == ["P2", "P3"]
    paid = {step["code"]: step["highest_payment"] for step in outcome["steps"]}
    assert paid == {"P2": 100_00, "P3": 100_00}


def test_one_pot_would_have_given_other_winners(cast: Cast, after_closing: Move) -> None:
    outcome = count(cast, make.prepared(cast), after_closing, BALLOTS).outcome
    assert outcome["funded"] == ["P2", "P1", "P3"]


@pytest.mark.parametrize("seed", ["one", "two", "three", "four"])
def test_a_tie_is_decided_by_the_published_lot(cast: Cast, after_closing: Move, seed: str) -> None:
    round_ = parted(cast)
    Project.objects.filter(round=round_, code="P1").update(cost=Decimal(500))
    round_.page.seed = seed
    round_.page.save()
    outcome = count(cast, round_, after_closing, [("P1",), ("P2",)]).outcome
    first = min(("P1", "P2"), key=lambda code: hashlib.sha256(f"{seed}/{code}".encode()).digest())
    assert outcome["funded"] == [first]


def test_the_page_tells_each_envelope_apart(cast: Cast, after_closing: Move) -> None:
    result = count(cast, parted(cast), after_closing, BALLOTS)
    page = Client().get(reverse("rounds:result", args=[result.round.public_id])).content.decode()
    assert "เขต 500101" in page
    assert "เขต 500102" in page
    again = Client().get(reverse("rounds:recount", args=[result.round.public_id]))
    assert again.context["agrees"]
