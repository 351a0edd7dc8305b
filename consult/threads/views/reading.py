"""The permanent page of one comment with its thread: the same for everybody."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from consult.threads import access, listing
from consult.threads.models import Comment
from consult.threads.subjects import Subject
from realtime.record import canonical


@require_safe
def comment(request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
    """A comment, its thread page by page, its earlier words; a withdrawn or hidden one leaves its mark."""
    found, subject = access.find(comment_id)
    if found.replies_to_id:
        return redirect(found)
    thread = listing.thread(
        Comment.objects.in_thread(found), request.GET.get("after", ""), subject.parts, subject.groups
    )
    return render(request, "threads/comment.html", context_of(found, subject) | {"thread": thread})


def context_of(found: Comment, subject: Subject) -> dict[str, object]:
    """A comment as its own page and the pages for acting on it show it."""
    return {
        "said": listing.with_places([found], subject.parts, subject.groups)[0],
        "comment": found,
        "subject": subject,
        "decisions": found.decisions.order_by("-at"),
        "history": found.history.order_by("number") if found.edits else [],
        **redline(found, subject),
    }


def redline(found: Comment, subject: Subject) -> dict[str, object]:
    """The suggested wording against the words of the part, and whether those are still the ones it was made for."""
    if not found.wording:
        return {}
    text = subject.words(found.part)
    return {
        "changes": subject.differences(text, found.wording),
        "moved_on": canonical.text_fingerprint(text) != found.wording_base,
    }
