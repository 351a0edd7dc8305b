"""Who may do what with a comment."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

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


def editable_until(comment: Comment) -> datetime:
    """Until when its author may change the words (setting COMMENT_EDIT_MINUTES)."""
    return comment.created_at + timedelta(minutes=settings.COMMENT_EDIT_MINUTES)


def may_edit(citizen: Citizen | None, comment: Comment) -> bool:
    """Its author, for a short time, while it stands."""
    return may_withdraw(citizen, comment) and timezone.now() < editable_until(comment)
