"""Pages of rounds: who sees what before, during and after the ballot."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgets.rounds.models import Round
from budgets.rounds.order import order_for
from budgets.rounds.stores import verbs
from realtime.sealer import seal_all
from tests.factories import budgets as make
from tests.factories.people import PASSWORD, Cast

Move = Callable[[], None]


def at(round_: Round, name: str) -> str:
    return reverse(f"rounds:{name}", args=[round_.public_id])


def signed_in(email: str) -> Client:
    client = Client()
    if email:
        assert client.login(email=email, password=PASSWORD)
    return client


def fill(client: Client, round_: Round, choices: list[str], name: str = "ballot") -> Any:
    return client.post(at(round_, name), {"form": "one", "rules": round_.rules_hash, "choices": choices})


def test_it_works(cast: Cast) -> None:
    round_ = make.opened(cast)
    client = signed_in("mali@example.org")
    assert client.get(at(round_, "ballot")).status_code == 200
    review = fill(client, round_, ["P1", "P3"])
    assert "rounds/review.html" in [template.name for template in review.templates]
    done = fill(client, round_, ["P1", "P3"], "cast")
    assert done.status_code == 302
    assert b"P1" in client.get(done["Location"]).content
    assert b"notice" in client.get(at(round_, "ballot")).content, "says that an earlier ballot is replaced"


@pytest.mark.parametrize(
    ("email", "answers"),
    [
        ("", (302, 302, 302)),
        ("mali@example.org", (409, 200, 409)),
        ("nok@example.org", (409, 403, 409)),
        ("officer@example.org", (302, 302, 302)),
        ("head@example.org", (302, 302, 302)),
    ],
)
def test_who_gets_a_ballot_paper(cast: Cast, after_closing: Move, email: str, answers: tuple[int, int, int]) -> None:
    """Before the ballot, during it, after it."""
    before, during, after = answers
    client = signed_in(email)
    assert client.get(at(make.prepared(cast), "ballot")).status_code == before
    round_ = make.opened(cast)
    assert client.get(at(round_, "ballot")).status_code == during
    after_closing()
    client = signed_in(email)
    assert client.get(at(round_, "ballot")).status_code == after


@pytest.mark.parametrize(
    ("email", "status"),
    [
        ("", 302),
        ("mali@example.org", 403),
        ("officer@example.org", 403),
        ("moderator@example.org", 403),
        ("head@example.org", 200),
    ],
)
def test_who_gets_to_the_desk(cast: Cast, email: str, status: int) -> None:
    assert signed_in(email).get(at(make.opened(cast), "desk")).status_code == status


def test_two_officers_close_at_the_desk(cast: Cast, after_closing: Move) -> None:
    round_ = make.opened(cast)
    make.vote(round_)
    make.reviewer(cast)
    after_closing()
    for email in ("head@example.org", "reviewer@example.org"):
        assert signed_in(email).post(at(round_, "desk"), {"confirm": "1"}).status_code == 302
    assert Client().get(at(round_, "result")).status_code == 200


def test_errors_stand_beside_the_field_and_nothing_is_cast(cast: Cast) -> None:
    round_ = make.opened(cast, ballot_kind="knapsack")
    client = signed_in("mali@example.org")
    page = fill(client, round_, ["P1", "P4"])
    assert b'id="ballot-error"' in page.content
    assert b'href="#id_choices_0"' in page.content
    assert page.content.count(b" checked") == 2
    assert b'id="ballot-error"' in fill(client, round_, ["P1", "P4"], "cast").content
    assert verbs.ballots_in_box(round_.public_id) == 0


def test_a_paper_made_under_other_rules_is_stale(cast: Cast) -> None:
    round_ = make.opened(cast)
    client = signed_in("mali@example.org")
    old = {"form": "one", "rules": "0" * 64, "choices": ["P1"]}
    assert client.post(at(round_, "cast"), old).status_code == 409


def test_a_double_click_is_one_ballot(cast: Cast) -> None:
    round_ = make.opened(cast)
    client = signed_in("mali@example.org")
    for _ in range(2):
        assert fill(client, round_, ["P1"], "cast").status_code == 302
    seal_all()
    assert Client().get(f"/api/rounds/{round_.public_id}").json()["participants"] == 1


def test_one_can_go_back_from_the_review_with_everything_kept(cast: Cast) -> None:
    round_ = make.opened(cast)
    client = signed_in("mali@example.org")
    page = client.post(at(round_, "ballot"), {"form": "x", "rules": round_.rules_hash, "choices": ["P2"], "back": "1"})
    assert page.status_code == 200
    assert page.content.count(b" checked") == 1


def test_each_voter_has_an_own_order_and_always_the_same(cast: Cast) -> None:
    codes = [f"P{number}" for number in range(12)]
    mine = order_for(cast.petitioner, "seed", codes)
    assert mine == order_for(cast.petitioner, "seed", reversed(codes))
    assert sorted(mine) == sorted(codes)
    assert mine != order_for(cast.co_signer, "seed", codes)


@pytest.mark.parametrize("language", ["th", "en"])
def test_public_pages_need_few_queries_and_set_no_cookie(cast: Cast, after_closing: Move, language: str) -> None:
    round_ = make.opened(cast)
    make.vote(round_)
    seal_all()
    after_closing()
    make.close(cast, round_)
    seal_all()
    for path in ("", f"{round_.public_id}/", f"{round_.public_id}/result/", f"{round_.public_id}/result/ballots.json"):
        with CaptureQueriesContext(connection) as queries:
            page = Client().get(f"/{language}/rounds/{path}")
        assert page.status_code == 200
        assert len(queries) <= 12
        assert not page.cookies
        assert page["ETag"]


@pytest.mark.parametrize("data", ["round-projects", "round-participation", "round-ballots", "round-turnout"])
def test_the_data_can_be_taken(cast: Cast, after_closing: Move, data: str) -> None:
    round_ = make.opened(cast)
    make.vote(round_)
    seal_all()
    after_closing()
    make.close(cast, round_)
    assert Client().get(f"/open/{data}/{round_.public_id}.csv").status_code == 200
    assert Client().get(f"/api/rounds/{round_.public_id}/result").json()["status"] == "unofficial-complete"
    assert Client().get("/open/news/rounds.atom").status_code in {200, 302}


def test_ballots_are_not_data_before_the_count(cast: Cast) -> None:
    round_ = make.opened(cast)
    make.vote(round_)
    assert Client().get(f"/open/round-ballots/{round_.public_id}.csv").status_code == 404
    assert Client().get(at(round_, "result")).status_code == 404
    assert Client().get(at(round_, "ballots")).status_code == 404
