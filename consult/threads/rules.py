"""Who may do what with a comment."""

from django.contrib.auth.models import AnonymousUser

from accounts.access import has_role
from accounts.models import Agency, Citizen, Role, User
from consult.threads.models import Comment
from consult.threads.states import State


def may_withdraw(citizen: Citizen | None, comment: Comment) -> bool:
    """Its author, while it stands."""
    return citizen is not None and comment.citizen_id == citizen.pk and comment.state == State.VISIBLE


def may_moderate(user: User | AnonymousUser, agency: Agency) -> bool:
    """A moderator of the agency whose subject it is."""
    return has_role(user, agency, Role.MODERATOR)
