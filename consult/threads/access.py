"""Finding comments and what they are about: shared by all views."""

import uuid

from django.http import Http404
from django.shortcuts import get_object_or_404

from consult.threads import subjects
from consult.threads.models import Comment
from consult.threads.subjects import Subject


def find(comment_id: uuid.UUID) -> tuple[Comment, Subject]:
    """A comment and its subject, or 404 when the subject is not public."""
    comment = get_object_or_404(Comment.objects.select_related("citizen"), pk=comment_id)
    subject = subjects.find(comment.kind, comment.public_id)
    if subject is None:
        raise Http404
    return comment, subject
