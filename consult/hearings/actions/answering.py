"""The agency answers comments, one or many."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone, Closed, Refused
from consult.hearings import rules
from consult.hearings.models import ConsultationPage, Response
from consult.hearings.states import Decision, Phase
from consult.threads.models import Comment
from consult.threads.states import State
from realtime.record import append, canonical
from realtime.record.append import Receipt

REASON_LEAST = 20  # characters of a reason


def respond(
    *, by: User, hearing: ConsultationPage, comment: Comment, decision: Decision, reason: str, seen: int | None = None
) -> Receipt:
    """Answer a comment (2562 Act s.16: what was changed or not, and why). A second answer is a new revision.

    `seen` is the revision that the officer had before them (0: not answered yet): a double click and a
    colleague's answer meanwhile are refused. Raises PermissionDenied for anyone but authors and heads of the
    agency, Refused for a reason too short to be one, Closed for a comment that does not stand, AlreadyDone
    when it has been answered meanwhile.
    """
    if not rules.may_answer(by, hearing) or comment.subject != hearing.subject:
        raise PermissionDenied
    if len(reason.strip()) < REASON_LEAST:
        raise Refused(_("The reason needs at least 20 characters: people will read it."))
    if hearing.phase in {Phase.UNPUBLISHED, Phase.CANCELLED} or comment.state != State.VISIBLE:
        raise Closed(_("This comment is not shown any more; there is nothing to answer."))
    last = comment.responses.order_by("-revision").values_list("revision", flat=True).first() or 0
    if seen is not None and seen != last:
        raise _answered_meanwhile(hearing)
    response = Response(comment=comment, revision=last + 1, decision=decision, reason=reason, by=by)
    receipt = append.write(response, kind="hearing.response", subject=hearing.subject, body=_answered(response))
    if receipt is None:
        raise _answered_meanwhile(hearing)
    return receipt


@transaction.atomic
def respond_to_all(
    *, by: User, hearing: ConsultationPage, comments: Iterable[Comment], decision: Decision, reason: str
) -> int:
    """One answer to many comments not answered yet; how many it was given to. Raises as `respond` does.

    Those that were answered or taken back meanwhile are left as they are.
    """
    answered = 0
    for comment in comments:
        with suppress(AlreadyDone, Closed):
            respond(by=by, hearing=hearing, comment=comment, decision=decision, reason=reason, seen=0)
            answered += 1
    return answered


def _answered_meanwhile(hearing: ConsultationPage) -> AlreadyDone:
    return AlreadyDone(
        _("This comment has been answered meanwhile. Please read that answer first."),
        next_url=reverse("hearings:answers", args=[hearing.public_id]),
        next_label=_("Back to the comments to answer"),
    )


def _answered(response: Response) -> dict[str, Any]:
    """What the record says of an answer: official words, so their plain hash."""
    previous = ""
    if response.revision > 1:
        previous = response.comment.responses.get(revision=response.revision - 1).decision
    return {
        "act": str(response.pk),
        "comment": str(response.comment_id),
        "part": response.comment.part,
        "revision": response.revision,
        "decision": str(response.decision),
        "instead_of": previous,
        "reason": canonical.text_fingerprint(response.reason),
    }
