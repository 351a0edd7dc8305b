"""Changing one's own words shortly after saying them; what they were stays readable."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Citizen
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from consult.threads import rules
from consult.threads.actions.entries import require_open, require_shown, said
from consult.threads.actions.posting import fingerprint
from consult.threads.models import Comment, Edit
from consult.threads.quotes import Quote
from consult.threads.subjects import Subject
from realtime.record import append
from realtime.record.append import Receipt


def edit_comment(
    *, by: Citizen, comment: Comment, subject: Subject, body: str, wording: str = "", now: datetime | None = None
) -> Receipt:
    """Change the words within the time for it (setting COMMENT_EDIT_MINUTES); the earlier ones stay in the history.

    Raises NotEligible for another's comment, Closed when the time is over or the comment not shown, Refused when
    nothing was changed or a suggested wording is made up or left out afterwards, AlreadyDone for words that the
    same person has said here already.
    """
    if comment.citizen_id != by.pk:
        raise NotEligible(_("Only the person who wrote a comment can change it."))
    require_open(subject)
    try:
        return _edit(comment, body, wording, now or timezone.now())
    except IntegrityError as error:
        if "same_words_once" not in str(error):
            raise
        raise AlreadyDone(_("You have already said this here. It is counted once."), next_url=subject.url) from error


@transaction.atomic
def _edit(given: Comment, body: str, wording: str, now: datetime) -> Receipt:
    comment: Comment = Comment.objects.select_for_update().get(pk=given.pk)
    require_shown(comment)
    if now >= rules.editable_until(comment):
        raise Closed(_("The time to change this comment is over."), next_url=comment.get_absolute_url())
    if bool(wording) != bool(comment.wording):
        raise Refused(_("A wording is suggested with a new comment."), next_url=comment.get_absolute_url())
    if (body, wording) == (comment.body, comment.wording):
        raise Refused(_("Nothing was changed."), next_url=comment.get_absolute_url())
    Edit.objects.create(comment=comment, number=comment.edits + 1, body=comment.body, wording=comment.wording, at=now)
    comment.edits += 1
    comment.body, comment.wording = body, wording
    comment.body_hash = fingerprint(body, Quote.from_json(comment.quote) if comment.quote else None, wording)
    comment.save(update_fields=["edits", "body", "wording", "body_hash"])
    return append.append("comment.edited", comment.subject, said(comment) | {"edit": str(comment.edits)})
