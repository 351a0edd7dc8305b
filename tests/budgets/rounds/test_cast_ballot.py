"""Casting a ballot: one person, one ballot, the last counts."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.utils.translation import override

from accounts.models import Assurance, Channel
from accounts.refusals import Closed, NotEligible, Refused
from budgets.rounds import figures
from budgets.rounds.actions.casting import BadBallot
from budgets.rounds.models import Round
from budgets.rounds.stores import verbs
from realtime.record import recounts
from realtime.record.models import Entry, Pending
from realtime.sealer import seal_all
from tests.factories import budgets as make
from tests.factories.people import Cast, citizen, standing_cast


def test_it_works(cast: Cast) -> None:
    round_ = make.opened(cast)
    done = make.vote(round_, cast.petitioner, channel=Channel.COUNTER)
    seal_all()
    assert Entry.objects.get(id=done.receipt_id).subject == round_.subject
    assert figures.figures(Round.objects.with_page().get()).participants == 1


def test_a_second_ballot_replaces_the_first(cast: Cast, after_closing: Callable[[], None]) -> None:
    round_ = make.opened(cast)
    make.vote(round_, cast.petitioner, ("P4",))
    assert make.vote(round_, cast.petitioner, ("P1", "P3")).changed
    seal_all()
    now = figures.figures(Round.objects.with_page().get())
    assert (now.participants, now.changed, verbs.ballots_in_box(round_.public_id)) == (1, 1, 1)
    after_closing()
    assert make.close(cast, round_).outcome["funded"] == ["P3", "P1"]


def test_the_same_form_sent_twice_is_one_ballot(cast: Cast) -> None:
    round_ = make.opened(cast)
    first = make.vote(round_, cast.petitioner, form="one form")
    again = make.vote(round_, cast.petitioner, form="one form")
    seal_all()
    assert first.receipt_id == again.receipt_id
    assert Entry.objects.filter(kind__startswith="round.ballot").count() == 1


def test_it_refuses_those_who_are_not_eligible_with_every_reason(cast: Cast) -> None:
    round_ = make.opened(cast)
    stranger = citizen(code="900101", born=date(2020, 1, 1), assurance=Assurance.SELF_STATED)
    with pytest.raises(NotEligible) as refusal:
        make.vote(round_, stranger)
    assert len(refusal.value.reasons) == 3


def test_it_refuses_before_the_ballot_is_announced(cast: Cast) -> None:
    with pytest.raises(Closed):
        make.vote(make.prepared(cast), cast.petitioner)


def test_it_refuses_after_the_closing_time(cast: Cast, after_closing: Callable[[], None]) -> None:
    round_ = make.opened(cast)
    after_closing()
    with pytest.raises(Closed):
        make.vote(round_, cast.petitioner)


def test_the_stores_refuse_a_ballot_made_from_an_old_reading(cast: Cast) -> None:
    round_ = make.opened(cast)
    verbs.shut(round_.public_id)
    with pytest.raises(Closed):
        make.vote(round_, cast.petitioner)
    assert not Pending.objects.filter(kind="round.ballot").exists()


@pytest.mark.parametrize("choices", [(), ("P1", "P2", "P3", "P4"), ("P1", "P1"), ("P1", "nonsense")])
def test_it_refuses_ballots_that_break_the_rules(cast: Cast, choices: tuple[str, ...]) -> None:
    round_ = make.opened(cast)
    with pytest.raises(BadBallot):
        make.vote(round_, cast.petitioner, choices)
    assert verbs.ballots_in_box(round_.public_id) == 0


@override("en")
def test_a_knapsack_must_fit_and_says_how_much_is_too_much(cast: Cast) -> None:
    round_ = make.opened(cast, ballot_kind="knapsack")
    make.vote(round_, cast.petitioner, ("P1", "P2", "P3"))
    with pytest.raises(BadBallot, match=r"1,200.* 200 "):
        make.vote(round_, cast.co_signer, ("P1", "P4"))


def test_figures_agree_with_a_recount(cast: Cast) -> None:
    round_ = make.opened(cast)
    for _ in range(5):
        make.vote(round_)
    assert list(recounts.run("rounds.participants")) == [], "ballots that wait for a crowd are known"
    seal_all()
    assert list(recounts.run("rounds.participants")) == []
    leaf = Entry.objects.filter(kind="round.ballot")[0].leaf
    Pending.objects.create(lane=round_.lane, kind="round.ballot", subject=round_.subject, leaf=leaf)
    assert len(list(recounts.run("rounds.participants"))) == 1, "a ballot of nobody"


@pytest.mark.django_db(transaction=True)
def test_one_person_in_many_threads_has_one_ballot() -> None:
    cast = standing_cast()
    round_ = make.opened(cast)
    outcomes: list[str] = []
    ready = threading.Barrier(8)

    def run(number: int) -> None:
        ready.wait()
        try:
            make.vote(round_, cast.petitioner, ("P1",) if number % 2 else ("P2",))
            outcomes.append("cast")
        except Refused as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seal_all()
    assert outcomes == ["cast"] * 8
    assert verbs.ballots_in_box(round_.public_id) == sum(verbs.participants(round_.public_id).values()) == 1
    now = figures.figures(Round.objects.with_page().get(pk=round_.pk))
    assert (now.participants, now.changed) == (1, 7)
