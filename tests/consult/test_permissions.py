"""Who may do what, in which stage: the table."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Role
from accounts.refusals import Refused
from consult.hearings import actions
from consult.hearings.models import ConsultationPage
from consult.hearings.states import Decision
from consult.moderation.states import State as Judgement
from consult.threads import actions as comments
from consult.threads.models import Comment
from tests.factories import hearings as make
from tests.factories import people
from tests.factories.people import Cast

STAGES: dict[str, Callable[[Cast], ConsultationPage]] = {
    "before": make.scheduled,
    "during": make.opened,
    "after": make.closed,
}
REASON = "เหตุผลยาวพอที่ประชาชนจะอ่านเข้าใจได้"
VERBS: dict[str, Callable[[Any, ConsultationPage, Comment], object]] = {
    "respond": lambda by, hearing, comment: actions.respond(
        by=by, hearing=hearing, comment=comment, decision=Decision.NOTED, reason=REASON
    ),
    "cancel": lambda by, hearing, _comment: actions.cancel(by=by, hearing=hearing, reason=REASON),
    "hide": lambda by, _hearing, comment: make.judged(by, comment, Judgement.HIDDEN),
}
TABLE = {"respond": {Role.AUTHOR, Role.HEAD}, "cancel": {Role.HEAD}, "hide": {Role.MODERATOR}}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("role", Role)
def test_it_works(cast: Cast, verb: str, stage: str, role: Role) -> None:
    hearing = STAGES[stage](cast)
    comment = make.said_when_it_was_open(hearing, cast.petitioner)
    officer = people.officer(role, f"{role}-2@example.org", cast.agency)
    if role in TABLE[verb]:
        VERBS[verb](officer, hearing, comment)
        return
    with pytest.raises(PermissionDenied):
        VERBS[verb](officer, hearing, comment)


@pytest.mark.parametrize("verb", VERBS)
def test_officers_of_another_agency_decide_nothing(cast: Cast, verb: str) -> None:
    hearing = make.opened(cast)
    comment = make.said(hearing, cast.petitioner)
    other = people.agency("other", "หน่วยงานอื่น")
    for role in Role:
        with pytest.raises(PermissionDenied):
            VERBS[verb](people.officer(role, f"{role}-3@example.org", other), hearing, comment)


@pytest.mark.parametrize(("stage", "allowed"), [("before", False), ("during", True), ("after", False)])
def test_a_citizen_takes_part_only_while_it_is_open(cast: Cast, stage: str, allowed: bool) -> None:
    hearing = STAGES[stage](cast)
    comment = make.said_when_it_was_open(hearing, cast.petitioner)
    acts: list[Callable[[], object]] = [
        lambda: make.said(hearing, cast.co_signer),
        lambda: comments.support(by=cast.co_signer, comment=comment, subject=make.subject(hearing)),
    ]
    for act in acts:
        if allowed:
            act()
        else:
            with pytest.raises(Refused):
                act()
