"""Closing: two officers, everything checked, counted once, keys gone."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from accounts.refusals import AlreadyDone, Closed, NotEligible
from budgets.rounds import actions, publishing
from budgets.rounds.actions.closing import DoesNotAddUp
from budgets.rounds.models import Project, Result, Round
from budgets.rounds.stores import verbs
from realtime.record import canonical
from realtime.record.models import Entry, Pending
from realtime.sealer import seal_all
from tests.factories import budgets as make
from tests.factories.people import Cast, citizen

Move = Callable[[], None]


def test_it_works(cast: Cast, after_closing: Move) -> None:
    round_ = make.opened(cast)
    for _ in range(3):
        make.vote(round_, choices=("P1", "P3"))
    make.vote(round_, choices=("P4",))
    after_closing()
    result = make.close(cast, round_)
    seal_all()
    assert result.outcome["funded"] == ["P3", "P1"]
    assert Round.objects.get().state == "counted"
    entry = Entry.objects.get(id=result.receipt)
    assert result.ballots_hash in bytes(entry.leaf).decode()


def test_it_refuses_before_the_closing_time(cast: Cast) -> None:
    with pytest.raises(Closed):
        actions.confirm_close(by=cast.head, round=make.opened(cast))


def test_one_officer_is_not_enough_even_twice(cast: Cast, after_closing: Move) -> None:
    round_ = make.opened(cast)
    after_closing()
    assert actions.confirm_close(by=cast.head, round=round_) is None
    with pytest.raises(AlreadyDone):
        actions.confirm_close(by=cast.head, round=round_)
    with pytest.raises(Closed):
        actions.finish(round=round_)
    assert Round.objects.get().state == "counting"
    assert not Result.objects.exists()


@pytest.mark.parametrize("who", ["officer", "counter", "moderator"])
def test_other_roles_cannot_close(cast: Cast, after_closing: Move, who: str) -> None:
    round_ = make.opened(cast)
    after_closing()
    with pytest.raises(NotEligible):
        actions.confirm_close(by=getattr(cast, who), round=round_)


def test_ballots_still_waiting_to_be_sealed_are_counted(cast: Cast, after_closing: Move) -> None:
    round_ = make.opened(cast)
    make.vote(round_)
    assert Pending.objects.filter(lane=round_.lane).count() == 1
    after_closing()
    assert make.close(cast, round_).cast == 1


def test_it_stops_when_the_record_lacks_a_ballot(cast: Cast, after_closing: Move) -> None:
    round_ = make.opened(cast)
    make.vote(round_)
    Pending.objects.filter(lane=round_.lane).delete()
    after_closing()
    for officer in (cast.head, make.reviewer(cast)):
        with pytest.raises(DoesNotAddUp):
            actions.confirm_close(by=officer, round=round_)
    assert not round_.confirmations.exists()
    assert not Result.objects.exists()


def test_each_officer_gives_their_word_over_every_opening(cast: Cast, after_closing: Move) -> None:
    round_ = make.opened(cast)
    voter = citizen()
    for choices in (("P1",), ("P2",)):
        make.vote(round_, voter, choices)
    make.vote(round_)
    after_closing()
    make.close(cast, round_)
    seal_all()
    said: dict[str, list[dict[str, Any]]] = {}
    for kind, leaf in Entry.objects.filter(subject=round_.subject).values_list("kind", "leaf"):
        said.setdefault(kind, []).append(json.loads(bytes(leaf))["body"])
    cast_, replaced = ({one["commitment"] for one in said[kind]} for kind in ("round.ballot", "round.ballot-replaced"))
    over = hashlib.sha256("\n".join(sorted(cast_ - replaced)).encode()).hexdigest()
    word = {"role": "officer", "openings_checked": 2, "commitments": over}
    assert said["round.close-confirmed"] == [word, word]


def test_ballots_of_a_district_with_fewer_than_twenty_are_published_as_totals_only(
    cast: Cast, after_closing: Move
) -> None:
    round_ = make.prepared(cast, own_district=True)
    for code, district in (("P1", "500101"), ("P2", "500102")):
        Project.objects.filter(round=round_, code=code).update(district=district)
    actions.open_ballot(by=cast.head, round=round_)
    for area, choices, number in (("500101", ("P1", "P3"), 20), ("500102", ("P2", "P3"), 19), ("500102", ("P3",), 2)):
        for _ in range(number):
            make.vote(round_, citizen(code=area), choices)
    after_closing()
    document = make.close(cast, round_).ballots
    assert [one["choices"] for one in document["patterns"]] == [["P1", "P3"], ["P3"]]
    assert document["rest"] == {"ballots": 19, "votes": {"P2": 19, "P3": 19}}


def test_closing_goes_on_after_a_crash(cast: Cast, after_closing: Move, monkeypatch: pytest.MonkeyPatch) -> None:
    round_ = make.opened(cast)
    make.vote(round_)
    after_closing()
    actions.confirm_close(by=cast.head, round=round_)
    with monkeypatch.context() as broken:
        broken.setattr("budgets.rounds.actions.closing._count", lambda _round: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            actions.confirm_close(by=make.reviewer(cast), round=round_)
    again = Round.objects.with_page().get()
    assert actions.finish(round=again).cast == 1
    assert actions.finish(round=again).cast == 1


def test_published_ballots_give_the_certified_result(cast: Cast, after_closing: Move) -> None:
    round_ = make.opened(cast, counting_rule="equal-shares", secrecy="open")
    for choices in (("P1", "P2"), ("P1",), ("P3", "P2"), ("P4",), ("P1", "P2")):
        make.vote(round_, choices=choices)
    after_closing()
    result = make.close(cast, round_)
    again = publishing.recount(round_, result.ballots)
    assert list(again.funded) == result.outcome["funded"]
    assert canonical.fingerprint(result.ballots) == result.ballots_hash


def test_a_pattern_that_one_voter_has_is_in_the_totals_only(cast: Cast, after_closing: Move) -> None:
    round_ = make.opened(cast)
    for _ in range(20):
        make.vote(round_, choices=("P1", "P2"))
    make.vote(round_, choices=("P3", "P4"))
    after_closing()
    document = make.close(cast, round_).ballots
    assert document["patterns"] == [{"choices": ["P1", "P2"], "voters": 20}]
    assert document["rest"] == {"ballots": 1, "votes": {"P3": 1, "P4": 1}}


def test_an_open_round_publishes_openings_that_anybody_can_check(cast: Cast, after_closing: Move) -> None:
    from hashlib import sha256

    round_ = make.opened(cast, secrecy="open")
    make.vote(round_, choices=("P1",))
    after_closing()
    [[commitment, salt, choices]] = make.close(cast, round_).ballots["openings"]
    assert sha256(bytes.fromhex(salt) + choices.encode()).hexdigest() == commitment
    assert verbs.participants(round_.public_id)


def test_an_empty_round_can_be_closed(cast: Cast, after_closing: Move) -> None:
    round_ = make.opened(cast)
    after_closing()
    assert make.close(cast, round_).outcome["funded"] == []
