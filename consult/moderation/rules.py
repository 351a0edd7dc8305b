"""Who may do what with a case."""

from django.contrib.auth.models import AnonymousUser

from accounts.access import has_role
from accounts.eligibility import Rules
from accounts.models import Agency, Citizen, Role, User
from consult.moderation import things
from consult.moderation.models import Case
from consult.moderation.states import State
from consult.moderation.things import Thing

REPORTING = Rules()  # anyone whose identity is stated: one person, one report


def may_see(user: User | AnonymousUser, agency: Agency) -> bool:
    """Moderators decide, heads settle appeals, auditors look on."""
    return has_role(user, agency, Role.MODERATOR, Role.HEAD, Role.AUDITOR)


def may_judge(user: User | AnonymousUser, agency: Agency) -> bool:
    """A moderator of the agency."""
    return has_role(user, agency, Role.MODERATOR)


def may_settle(user: User | AnonymousUser, case: Case) -> bool:
    """Another moderator of the agency, or its head: never who decided first."""
    return case.decided_by_id != user.pk and has_role(user, case.agency, Role.MODERATOR, Role.HEAD)


def may_appeal(citizen: Citizen | None, case: Case, thing: Thing | None) -> bool:
    """The author, once, while it is hidden."""
    kind = things.get(case.kind)
    mine = citizen is not None and thing is not None and thing.author == citizen.pk
    return mine and kind is not None and kind.appeals and case.state == State.HIDDEN
