"""The state machine: one table, the same in the code and in the database; what is opened is frozen."""

import itertools
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.refusals import Refused
from petitions import actions, states
from petitions.models import Petition, Signature
from petitions.states import MOVES, State
from realtime.sealer import seal_all
from tests.factories import petitions as make
from tests.factories.people import Cast

PAIRS = list(itertools.permutations(State, 2))


def test_it_works(cast: Cast) -> None:
    petition = make.delivered(cast)
    kinds = list(petition.events.values_list("kind", flat=True))
    assert kinds == ["opened", "reached", "delivered"]


def test_the_database_has_the_same_table(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'petition_moves'")
        source = cursor.fetchone()[0]
    for old, new in PAIRS:
        assert (f"('{old}', '{new}')" in source) == states.may_move(old, new), (old, new)


def test_the_database_refuses_a_move_outside_the_table(cast: Cast) -> None:
    petition = make.collecting(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        Petition.objects.filter(pk=petition.pk).update(state=State.ANSWERED, answered_at=timezone.now())


@pytest.mark.parametrize("field", ["title", "summary", "sections", "threshold", "closes_at", "rules"])
def test_what_people_sign_cannot_change_under_them(cast: Cast, field: str) -> None:
    petition = make.collecting(cast)
    other = {"threshold": 1, "closes_at": timezone.now(), "sections": [], "rules": {}}.get(field, "อื่น")
    with pytest.raises(DatabaseError), transaction.atomic():
        Petition.objects.filter(pk=petition.pk).update(**{field: other})


@pytest.mark.parametrize("what", ["petition", "signature"])
def test_nothing_that_was_opened_is_deleted(cast: Cast, what: str) -> None:
    petition = make.reached(cast)
    rows = Signature.objects.all() if what == "signature" else Petition.objects.filter(pk=petition.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows._raw_delete("default")


@given(st.data())
def test_from_every_state_an_end_can_be_reached(data: st.DataObject) -> None:
    state = data.draw(st.sampled_from(State))
    for _ in range(40):
        if not MOVES[state]:
            break
        state = data.draw(st.sampled_from(sorted(MOVES[state])))
    reachable, todo = {state}, [state]
    while todo:
        for following in MOVES[todo.pop()] - reachable:
            reachable.add(following)
            todo.append(following)
    assert any(not MOVES[end] for end in reachable)


ACTS: dict[str, Callable[[Cast, Petition], object]] = {
    "submit": lambda cast, petition: actions.submit(by=cast.petitioner, petition=petition),
    "open": lambda cast, petition: actions.open_collecting(by=cast.head, petition=petition, electors=40),
    "strike": lambda cast, petition: actions.strike(
        by=cast.head, petition=petition, signatures=petition.signatures.values_list("pk", flat=True)[:1], reason="ปลอม"
    ),
    "reject": lambda cast, petition: actions.reject(by=cast.head, petition=petition, reason="ไม่เข้าหลักเกณฑ์"),
    "send-back": lambda cast, petition: actions.send_back(by=cast.head, petition=petition),
    "sign": lambda _cast, petition: make.sign(petition),
    "deliver": lambda cast, petition: actions.deliver(by=cast.petitioner, petition=petition),
    "accept": lambda cast, petition: actions.record_check(by=cast.head, petition=petition, accepted=True),
    "return": lambda cast, petition: actions.record_check(
        by=cast.head, petition=petition, accepted=False, reason="ขาด"
    ),
    "answer": lambda cast, petition: actions.answer(by=cast.head, petition=petition, text="ตอบ"),
    "give-up": lambda cast, petition: actions.withdraw_petition(by=cast.petitioner, petition=petition, reason="เลิก"),
    "hide": lambda cast, petition: actions.hide(by=cast.head, petition=petition, reason="ข้อมูลส่วนบุคคล"),
}


@pytest.mark.parametrize("seed", range(6))
def test_any_order_of_acts_keeps_to_the_table(cast: Cast, seed: int) -> None:
    import random

    chance = random.Random(seed)
    petition = make.draft(cast, "local-2565", sections=[{"label": "ข้อ 1", "text": "…"}])
    cast.agency.areas.set([cast.petitioner.area])
    for _ in range(40):
        before = Petition.objects.get(pk=petition.pk)
        verb = chance.choice(sorted(ACTS))
        try:
            with transaction.atomic():
                ACTS[verb](cast, before)
        except Refused:
            pass
        seal_all()
        after = Petition.objects.get(pk=petition.pk)
        seen = {before.state, State.COLLECTING} if verb == "open" else {before.state}
        assert after.state in seen or any(states.may_move(old, after.state) for old in seen)
        if before.threshold:
            assert (before.threshold, before.rules_hash) == (after.threshold, after.rules_hash)
