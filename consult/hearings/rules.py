"""Who may do what in a hearing."""

from django.contrib.auth.models import AnonymousUser

from accounts.access import has_role
from accounts.models import Role, User
from consult.hearings.models import ConsultationPage

ANSWERING = (Role.AUTHOR, Role.HEAD)


def may_answer(user: User | AnonymousUser, hearing: ConsultationPage) -> bool:
    """Authors and heads of the agency that asks. One query."""
    return has_role(user, hearing.agency, *ANSWERING)


def may_cancel(user: User | AnonymousUser, hearing: ConsultationPage) -> bool:
    """The head of the agency."""
    return has_role(user, hearing.agency, Role.HEAD)
