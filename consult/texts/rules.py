"""Who may do what with a law's text."""

from django.contrib.auth.models import AnonymousUser

from accounts.access import has_role
from accounts.models import Role, User
from consult.texts.models import Law

PREPARING = (Role.AUTHOR, Role.HEAD)


def may_prepare(user: User | AnonymousUser, law: Law) -> bool:
    """Authors and heads of the agency that keeps the text write its next version and explain it. One query."""
    return law.agency is not None and has_role(user, law.agency, *PREPARING)


def may_publish(user: User | AnonymousUser, law: Law) -> bool:
    """The head of that agency. One query."""
    return law.agency is not None and has_role(user, law.agency, Role.HEAD)
