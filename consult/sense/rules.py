"""Who may sort comments into groups."""

from django.contrib.auth.models import AnonymousUser

from accounts.access import has_role
from accounts.models import Agency, Role, User

SORTING = (Role.AUTHOR, Role.REVIEWER, Role.HEAD, Role.MODERATOR)


def may_sort(user: User | AnonymousUser, agency: Agency) -> bool:
    """Authors, reviewers, heads and moderators of the agency that asks. One query."""
    return has_role(user, agency, *SORTING)


def may_publish(user: User | AnonymousUser, agency: Agency) -> bool:
    """Authors and heads of the agency that asks. One query."""
    return has_role(user, agency, Role.AUTHOR, Role.HEAD)
