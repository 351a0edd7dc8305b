"""What a moderator decides about a comment; its reason is published."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone
from consult.threads import rules
from consult.threads.actions.entries import move, said
from consult.threads.models import Comment, Moderation
from consult.threads.states import State
from consult.threads.subjects import Subject
from realtime.record import append
from realtime.record.append import Receipt


@transaction.atomic
def hide_comment(*, by: User, comment: Comment, subject: Subject, reason: str) -> Receipt:
    """Hide a comment with a published reason. Raises PermissionDenied for anyone but a moderator."""
    return _decide(by, comment, subject, State.HIDDEN, reason)


@transaction.atomic
def show_comment(*, by: User, comment: Comment, subject: Subject, reason: str) -> Receipt:
    """Show a hidden comment again, with a published reason."""
    return _decide(by, comment, subject, State.VISIBLE, reason)


def _decide(by: User, comment: Comment, subject: Subject, to: State, reason: str) -> Receipt:
    if not rules.may_moderate(by, subject.agency):
        raise PermissionDenied
    if not move(comment, to, hidden_reason=reason if to == State.HIDDEN else ""):
        raise AlreadyDone(_("Somebody has decided about this comment already."), next_url=comment.get_absolute_url())
    Moderation.objects.create(comment=comment, by=by, to_state=to, reason=reason)
    kind = "comment.hidden" if to == State.HIDDEN else "comment.shown"
    return append.append(kind, comment.subject, said(comment) | {"reason": reason})
