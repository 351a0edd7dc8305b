"""Carrying out what consult.moderation decided about a comment: it has checked who may."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone
from consult.threads.actions.entries import move, said
from consult.threads.models import Comment, Moderation
from consult.threads.states import State
from realtime.record import append
from realtime.record.append import Receipt


@transaction.atomic
def carry_out(*, by: User | None, comment: Comment, to: State, reason: str) -> Receipt:
    """Hide a comment, or show it again, with the published reason; by nobody when many reports hide it for now."""
    if not move(comment, to, hidden_reason=reason if to == State.HIDDEN else ""):
        raise AlreadyDone(_("Somebody has decided about this comment already."), next_url=comment.get_absolute_url())
    Moderation.objects.create(comment=comment, by=by, to_state=to, reason=reason)
    kind = "comment.hidden" if to == State.HIDDEN else "comment.shown"
    return append.append(kind, comment.subject, said(comment) | {"reason": reason})


@transaction.atomic
def allow_edits(*, comment: Comment, until: datetime) -> None:
    """Give its author time to change the words."""
    Comment.objects.filter(pk=comment.pk).update(editable_until=until)
