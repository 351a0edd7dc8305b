"""Who may do what with a comment."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from accounts.models import Citizen
from consult.threads.models import Comment
from consult.threads.states import State


def may_withdraw(citizen: Citizen | None, comment: Comment) -> bool:
    """Its author, while it stands."""
    return citizen is not None and comment.citizen_id == citizen.pk and comment.state == State.VISIBLE


def editable_until(comment: Comment) -> datetime:
    """Until when its author may change it: shortly after writing (COMMENT_EDIT_MINUTES), or as a moderator asked."""
    shortly = comment.created_at + timedelta(minutes=settings.COMMENT_EDIT_MINUTES)
    return max(shortly, comment.editable_until or shortly)


def may_edit(citizen: Citizen | None, comment: Comment) -> bool:
    """Its author, for a short time, while it stands."""
    return may_withdraw(citizen, comment) and timezone.now() < editable_until(comment)
