"""Random legal and illegal moves: whatever is tried, in whatever order, the invariants of a petition hold."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.refusals import Refused
from petitions import actions, figures, states
from petitions.actions import representing
from petitions.models import Appeal, Petition, Signature
from petitions.rules import Signable
from petitions.states import HANDED_OVER, SIGNABLE, STOPPED, State
from realtime.record import recounts
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import petitions as make
from tests.factories.people import Cast

WORD = "เหตุผลที่เผยแพร่"
type Act = Callable[[Cast, Petition], object]


def _some(petition: Petition, **which: Any) -> list[Any]:
    return list(Signature.objects.filter(petition_id=petition.pk, **which).values_list("pk", flat=True)[:1])


def _appeal(petition: Petition) -> Appeal:
    found = petition.appeals.filter(upheld__isnull=True).select_related("petition", "against_officer").first()
    if found is None:
        raise Refused("none")
    return found


def _officer(verb: str, **how: Any) -> Act:
    return lambda cast, petition: getattr(actions, verb)(by=cast.head, petition=petition, **how)


def _petitioner(verb: str, **how: Any) -> Act:
    return lambda cast, petition: getattr(actions, verb)(by=cast.petitioner, petition=petition, **how)


def _takes_back(_cast: Cast, petition: Petition) -> object:
    signer = Signature.objects.living().filter(petition_id=petition.pk).first()
    if signer is None:
        raise Refused("none")
    return actions.withdraw(by=signer.citizen, petition=Signable.of(petition))


def _stands(_cast: Cast, petition: Petition) -> None:
    signer = Signature.objects.living().filter(petition_id=petition.pk).first()
    if signer is None:
        raise Refused("none")
    actions.stand(by=signer.citizen, petition=petition, code=representing.code_of(petition))


ACTS: dict[str, Act] = {
    "invite": _petitioner("invite"),
    "submit": _petitioner("submit"),
    "give-up": _petitioner("withdraw_petition", reason=WORD),
    "revise": _petitioner("revise", text={"title": "ข้อความใหม่"}),
    "deliver": _petitioner("deliver"),
    "appeal": _petitioner("appeal", reason=WORD),
    "sign": lambda _cast, petition: make.sign(petition),
    "sign-too": lambda _cast, petition: make.sign(petition),
    "take-back": _takes_back,
    "stand": _stands,
    "step-down": _petitioner("step_down"),
    "open": _officer("open_collecting", electors=40),
    "reject": lambda cast, petition: actions.reject(by=cast.moderator, petition=petition, reason=WORD),
    "send-back": _officer("send_back"),
    "hide": lambda cast, petition: actions.hide(by=cast.moderator, petition=petition, reason=WORD),
    "restore": _officer("restore", reason=WORD),
    "begin-check": _officer("begin_check"),
    "accept": _officer("record_check", accepted=True),
    "return": _officer("record_check", accepted=False, reason=WORD),
    "discontinue": _officer("discontinue", reason=WORD),
    "ask-certificate": _officer("ask_certificate"),
    "certify": _officer("certify", given=True),
    "refuse-certificate": _officer("certify", given=False, note=WORD),
    "open-hearing": _officer("open_hearing"),
    "publish-hearing": _officer("publish_hearing", note=WORD),
    "debate": _officer("debate", note=WORD),
    "conclude": _officer("conclude", note=WORD),
    "answer": _officer("answer", text=WORD),
    "extend": _officer("extend", code="check", days=5, reason=WORD),
    "uphold": lambda cast, petition: actions.decide_appeal(
        by=cast.head, appeal=_appeal(petition), upheld=True, reason=WORD
    ),
    "dismiss": lambda cast, petition: actions.decide_appeal(
        by=cast.head, appeal=_appeal(petition), upheld=False, reason=WORD
    ),
    "strike": lambda cast, petition: actions.strike(
        by=cast.head, petition=petition, signatures=_some(petition, struck_at__isnull=True), reason=WORD
    ),
    "put-back": lambda cast, petition: actions.put_back(
        by=cast.head, petition=petition, signatures=_some(petition, struck_at__isnull=False), reason=WORD
    ),
    "time": lambda _cast, _petition: actions.expire_due(),
}
FORWARD = [
    "submit",
    "open",
    "sign",
    "sign-too",
    "stand",
    "deliver",
    "begin-check",
    "accept",
    "open-hearing",
    "publish-hearing",
]


@dataclass
class Back(Exception):
    """Ends an example: everything it wrote is undone."""


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(["local-2565", "act-like"]),
    forward=st.integers(0, len(FORWARD)),
    verbs=st.lists(st.sampled_from(sorted(ACTS)), max_size=25),
    illegal=st.sampled_from(State),
)
def test_it_works(cast: Cast, kind: str, forward: int, verbs: list[str], illegal: State) -> None:
    try:
        with transaction.atomic():
            petition = make.draft(cast, "local-2565", sections=[{"label": "ข้อ 1", "text": "…"}])
            cast.agency.areas.set([cast.petitioner.area])
            if kind == "act-like":
                Petition.objects.filter(pk=petition.pk).update(hearing_first=True)
            for verb in FORWARD[:forward] + verbs:
                _try(cast, petition.pk, verb)
            _refuses_illegal(petition.pk, illegal)
            raise Back
    except Back:
        pass


def _try(cast: Cast, pk: int, verb: str) -> None:
    before = Petition.objects.get(pk=pk)
    names = Signature.objects.filter(petition_id=pk).count()
    try:
        with transaction.atomic():
            ACTS[verb](cast, Petition.objects.select_related("tally").get(pk=pk))
    except Refused:
        pass
    middle = Petition.objects.get(pk=pk)
    seal_all()
    after = Petition.objects.with_tally().get(pk=pk)
    _keeps_to_the_table(before, middle, after)
    _is_frozen(before, after)
    _holds(after)
    if before.state not in SIGNABLE and middle.state not in SIGNABLE:
        assert Signature.objects.filter(petition_id=pk).count() == names, verb


def _keeps_to_the_table(before: Petition, middle: Petition, after: Petition) -> None:
    for old, new in ((before, middle), (middle, after)):
        assert old.state == new.state or states.may_move(old.state, new.state), (old.state, new.state)


def _is_frozen(before: Petition, after: Petition) -> None:
    if before.opens_at is None:
        return
    for name in ("threshold", "rules_hash", "opens_at", "title", "sections", "electors"):
        assert getattr(before, name) == getattr(after, name), name
    assert before.closes_at is not None
    assert after.closes_at is not None
    assert after.closes_at >= before.closes_at


def _holds(petition: Petition) -> None:
    """What must be true of a petition at any moment."""
    if petition.state in HANDED_OVER:
        assert (petition.delivered_total or 0) >= (petition.threshold or 0) > 0
        assert Signature.objects.living().filter(petition_id=petition.pk).count() == petition.delivered_total
    if petition.state in STOPPED and petition.is_public:
        last = petition.events.filter(kind=petition.state).last()
        assert last is not None
        assert last.note or last.number is not None
    if petition.opens_at:
        assert figures.figures(petition) == figures.recount(petition)
        assert list(recounts.run("petitions.signatures")) == []
    if petition.state == State.DEBATED:
        assert petition.heard_at or not petition.hearing_first
        assert petition.certified or not petition.is_budget
    receipts = [event.receipt for event in petition.events.all() if event.receipt]
    assert len(receipts) == petition.events.count()
    assert Entry.objects.filter(id__in=receipts).count() == len(receipts)
    running = list(petition.running_clocks.filter(ended__isnull=True).values_list("code", flat=True))
    assert len(running) == len(set(running))


def _refuses_illegal(pk: int, to: State) -> None:
    """The database says no by itself to what the table does not have."""
    state = Petition.objects.get(pk=pk).state
    if to != state and not states.may_move(state, to):
        with pytest.raises(DatabaseError), transaction.atomic():
            Petition.objects.filter(pk=pk).update(state=to, answered_at=timezone.now(), reached_at=timezone.now())
