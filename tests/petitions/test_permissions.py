"""Who may do what, in which state: the table."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import Role, User
from accounts.refusals import NotEligible, Refused
from petitions import actions
from petitions.models import Petition
from tests.factories import people
from tests.factories import petitions as make
from tests.factories.people import Cast

STAGES: dict[str, Callable[[Cast], Petition]] = {
    "draft": make.draft,
    "principle": make.submitted,
    "collecting": make.collecting,
    "reached": make.reached,
    "delivered": make.delivered,
}
VERBS: dict[str, Callable[[Any, Petition], object]] = {
    "open": lambda by, petition: actions.open_collecting(by=by, petition=petition, electors=100),
    "reject": lambda by, petition: actions.reject(by=by, petition=petition, reason="เหตุผล"),
    "hide": lambda by, petition: actions.hide(by=by, petition=petition, reason="เหตุผล"),
    "deliver": lambda by, petition: actions.deliver(by=by, petition=petition),
    "check": lambda by, petition: actions.record_check(by=by, petition=petition, accepted=True),
    "answer": lambda by, petition: actions.answer(by=by, petition=petition, text="ตอบ"),
    "begin-check": lambda by, petition: actions.begin_check(by=by, petition=petition),
    "ask-certificate": lambda by, petition: actions.ask_certificate(by=by, petition=petition),
    "extend": lambda by, petition: actions.extend(by=by, petition=petition, code="check", days=5, reason="เหตุผล"),
    "open-from": lambda by, petition: actions.open_from(by=by, petition=petition, kind="round"),
    "strike": lambda by, petition: actions.strike(
        by=by, petition=petition, signatures=petition.signatures.values_list("pk", flat=True)[:1], reason="ปลอม"
    ),
}
# For each verb: the stages in which it is possible, and the roles that may do it there.
TABLE: dict[str, tuple[set[str], set[Role]]] = {
    "open": ({"principle"}, {Role.MODERATOR, Role.AUTHOR, Role.HEAD}),
    "reject": ({"principle"}, {Role.MODERATOR, Role.AUTHOR, Role.HEAD}),
    "hide": ({"collecting", "reached"}, {Role.MODERATOR, Role.AUTHOR, Role.HEAD}),
    "deliver": ({"reached"}, {Role.AUTHOR, Role.HEAD}),
    "check": ({"delivered"}, {Role.AUTHOR, Role.HEAD}),
    "answer": ({"delivered"}, {Role.AUTHOR, Role.HEAD}),
    "begin-check": ({"delivered"}, {Role.AUTHOR, Role.HEAD}),
    "ask-certificate": ({"delivered"}, {Role.AUTHOR, Role.HEAD}),
    "extend": ({"delivered"}, {Role.MODERATOR, Role.AUTHOR, Role.HEAD}),
    "open-from": ({"delivered"}, {Role.AUTHOR, Role.HEAD}),
    "strike": ({"reached"}, {Role.AUTHOR, Role.HEAD}),
}


def officer(cast: Cast, role: Role) -> User:
    return people.officer(role, f"{role}-2@example.org", cast.agency)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("role", Role)
def test_it_works(cast: Cast, verb: str, stage: str, role: Role) -> None:
    petition = STAGES[stage](cast)
    stages, roles = TABLE[verb]
    if stage in stages and role in roles:
        VERBS[verb](officer(cast, role), petition)
        return
    with pytest.raises(Refused) as refusal:
        VERBS[verb](officer(cast, role), petition)
    if role not in roles:
        assert isinstance(refusal.value, NotEligible)


@pytest.mark.parametrize("verb", VERBS)
def test_an_officer_of_another_agency_may_do_nothing(cast: Cast, verb: str) -> None:
    petition = make.delivered(cast)
    other = people.officer(Role.HEAD, "elsewhere@example.org", people.agency("other"))
    with pytest.raises(NotEligible):
        VERBS[verb](other, petition)


@pytest.mark.parametrize("verb", ["submit", "invite", "withdraw_petition"])
def test_only_the_petitioner_leads_their_petition(cast: Cast, verb: str) -> None:
    with pytest.raises(NotEligible):
        getattr(actions, verb)(by=cast.co_signer, petition=make.draft(cast))
