"""What the record says of a comment, and moving its state: shared by the actions."""

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Closed
from consult.threads.models import Comment
from consult.threads.states import MOVES, State
from consult.threads.subjects import Subject
from realtime.record import commitments


def said(comment: Comment) -> dict[str, str]:
    """Which act, on what, the stance, and commitments to the words and the person; never the words."""
    salt = bytes(comment.salt)
    return {
        "act": str(comment.pk),
        "part": comment.part,
        "replies_to": str(comment.replies_to_id or ""),
        "passage": comment.passage,
        "stance": str(comment.stance),
        "words": commitments.commit(salt, comment.body),
        "wording": commitments.commit(salt, comment.wording) if comment.wording else "",
        "by": commitments.commit(salt, comment.citizen_id.bytes),
        "channel": str(comment.channel),
    }


def move(comment: Comment, to: State, **changes: str) -> bool:
    """Move the comment's state if the table allows it from where it stands now; whether it moved."""
    allowed = [state for state, targets in MOVES.items() if to in targets]
    moved = Comment.objects.filter(pk=comment.pk, state__in=allowed).update(state=to, **changes)
    return bool(moved)


def require_open(subject: Subject) -> None:
    """Raises Closed outside the time for comments."""
    if not subject.open:
        raise Closed(subject.closed_because or _("Comments are closed."), next_url=subject.url)


def require_shown(comment: Comment) -> None:
    """Raises Closed for a comment that does not stand."""
    if comment.state != State.VISIBLE:
        raise Closed(_("This comment is not shown any more."), next_url=comment.get_absolute_url())
