"""Finding a case for who asks: shared by all views."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from accounts.access import citizen_of, signed_in
from accounts.models import User
from consult.moderation import rules, things
from consult.moderation.models import Case
from consult.moderation.things import Thing


def thing_or_404(kind: str, identity: str) -> Thing:
    """The words under this address, or 404."""
    thing = things.find(kind, identity)
    if thing is None:
        raise Http404
    return thing


def case_of(thing: Thing) -> Case:
    """Its case; an unsaved one when nobody has reported it or decided about it."""
    found = Case.objects.filter(kind=thing.kind, thing=thing.id).select_related("agency").first()
    return found or Case(kind=thing.kind, thing=thing.id, subject=thing.subject, agency=thing.agency)


def seen_by(request: HttpRequest, thing: Thing) -> User:
    """Who may see the case: its author, and the agency's moderators, heads and auditors. Raises PermissionDenied."""
    user = signed_in(request)
    citizen = citizen_of(request)
    if (citizen and citizen.pk == thing.author) or rules.may_see(user, thing.agency):
        return user
    raise PermissionDenied


def roles_in(request: HttpRequest, case: Case, thing: Thing) -> dict[str, Any]:
    """What this person may do here, for the template."""
    user = signed_in(request)
    return {
        "may_judge": rules.may_judge(user, thing.agency),
        "may_settle": rules.may_settle(user, case),
        "may_appeal": rules.may_appeal(citizen_of(request), case, thing),
        "is_officer": rules.may_see(user, thing.agency),
    }
