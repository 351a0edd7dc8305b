"""Whom a conversation tells what: that somebody replied, once a day for each thread."""

from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.models import Citizen
from accounts.notices.telling import tell
from consult.threads.models import Comment
from consult.threads.subjects import Subject


def replied(*, by: Citizen, to: Comment, subject: Subject) -> None:
    """Tell the author of the comment that is replied to."""
    if to.citizen_id == by.pk:
        return
    opening = to.replies_to_id or to.pk
    tell(
        citizens=[to.citizen_id],
        kind="comment.replied",
        about=to.subject,
        path=to.get_absolute_url,
        heading=gettext_noop("Somebody replied to your comment"),
        text=gettext_noop("About: %(title)s"),
        values=lambda: {"title": subject.title},
        once=f"comment.replied/{opening}/{timezone.localdate().isoformat()}",
    )
