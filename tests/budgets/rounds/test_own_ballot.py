"""A voter with a receipt: sealed, it shows inclusion and nothing of the content; open, it finds the own ballot."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from budgets.rounds.actions.casting import Cast as Done
from budgets.rounds.models import Round
from realtime.record import commitments, files, receipts
from realtime.record.checking.merkle import leaf_hash
from realtime.sealer import flush_lane, seal_all
from tests.factories import budgets as make
from tests.factories.people import Cast, citizen

Move = Callable[[], None]


def voted(cast: Cast, secrecy: str) -> tuple[Round, Done, Done]:
    """An open round in which one person changed their ballot and thirty others voted: first and last receipt."""
    round_ = make.opened(cast, secrecy=secrecy, counting_rule="greedy")
    person = citizen()
    first = make.vote(round_, person, ("P4",))
    for number in range(30):
        make.vote(round_, choices=("P1",) if number % 2 else ("P2", "P3"))
    last = make.vote(round_, person, ("P1", "P3"))
    flush_lane(round_.lane)
    seal_all()
    return round_, first, last


def page(round_: Round, receipt: str) -> str:
    with override("en"):
        return Client().get(reverse("rounds:own", args=[round_.public_id]), {"receipt": receipt}).content.decode()


def told(round_: Round, receipt: str) -> dict[str, Any]:
    answer = Client().get(f"/api/rounds/{round_.public_id}/own-ballot", {"receipt": receipt})
    assert answer.status_code == 200
    return dict(answer.json())


def test_it_works(cast: Cast, after_closing: Move) -> None:
    round_, first, last = voted(cast, "open")
    assert told(round_, last.receipt_id)["choices"] is None, "not before the count"
    assert "after the count" in page(round_, last.receipt_id)
    after_closing()
    make.close(cast, round_)
    found = told(round_, last.receipt_id)
    assert (found["choices"], found["stands"]) == (["P1", "P3"], True)
    opening = found["opening"]
    assert commitments.commit(bytes.fromhex(opening["salt"]), opening["content"]) == found["commitment"]
    shown = page(round_, last.receipt_id)
    assert "Project P1" in shown
    assert "Project P3" in shown
    assert "show it to others" in shown
    assert told(round_, first.receipt_id)["stands"] is False
    assert "took its place" in page(round_, first.receipt_id)


def test_a_sealed_receipt_proves_inclusion_and_nothing_of_the_content(cast: Cast, after_closing: Move) -> None:
    round_, _first, last = voted(cast, "sealed")
    after_closing()
    result = make.close(cast, round_)
    seal_all()
    entry = receipts.find(uuid.UUID(last.receipt_id))
    assert entry is not None
    proof = receipts.proof(entry) or ""
    assert files.latest() is not None
    assert len(leaf_hash(entry.leaf)) == 32
    assert proof.startswith("c2sp.org/tlog-proof@v1")
    assert set(entry.document["body"]) == {"commitment"}
    found = told(round_, last.receipt_id)
    assert (found["stands"], found["choices"], found["opening"]) == (None, None, None)
    shown = page(round_, last.receipt_id)
    assert "is in the public record" in shown
    assert not any(f"Project {code}" in shown for code in ("P1", "P2", "P3", "P4"))
    assert result.ballots["openings"] == []
    # Every possible ballot fits the receipt as well as the real one: nothing published opens the commitment.
    assert found["commitment"] not in json.dumps(result.ballots)


@pytest.mark.parametrize("receipt", ["", "x", str(uuid.UUID(int=7)), "0" * 32])
def test_what_is_no_receipt_of_this_round_is_said_beside_the_field(cast: Cast, receipt: str) -> None:
    round_ = make.opened(cast)
    answer = Client().get(reverse("rounds:own", args=[round_.public_id]), {"receipt": receipt})
    assert answer.status_code == 422
    assert answer.context["form"].errors["receipt"]
    assert not answer.cookies


def test_a_receipt_of_another_round_finds_nothing_here(cast: Cast) -> None:
    other = make.opened(cast)
    done = make.vote(other)
    here = make.opened(cast)
    answer = Client().get(f"/api/rounds/{here.public_id}/own-ballot", {"receipt": done.receipt_id})
    assert answer.status_code == 404
    assert told(other, done.receipt_id)["index"] is None
