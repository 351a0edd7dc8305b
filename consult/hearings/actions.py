"""The only writers of a hearing: publish, extend, cancel, respond."""

import hashlib
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone, Closed
from consult.hearings import freezing, rules
from consult.hearings.models import ConsultationPage, Response
from consult.hearings.states import Decision, Phase
from consult.texts import store
from consult.threads.models import Comment
from consult.threads.states import State
from realtime.record import append
from realtime.record.append import Receipt


@transaction.atomic
def publish(*, hearing: ConsultationPage) -> Receipt | None:
    """What happens when the head has approved: the text and the rules freeze, the record says so.

    Called when Wagtail has published the page (2562 Act s.14: the announcement is complete before it opens).
    Publishing again with a later closing day is an extension; without any change, nothing. None then.
    """
    page: ConsultationPage = ConsultationPage.objects.select_for_update(of=("self",)).get(pk=hearing.pk)
    if page.frozen is None:
        page.text = store.freeze(page.text)
        frozen = freezing.document(page)
        receipt = _freeze(page, frozen, "hearing.published")
        hearing.frozen, hearing.fingerprint = frozen, page.fingerprint
        return receipt
    closes = page.closes_at.astimezone(UTC).isoformat()
    if datetime.fromisoformat(closes) <= datetime.fromisoformat(page.frozen["closes_at"]):
        return None
    return _freeze(page, page.frozen | {"closes_at": closes}, "hearing.extended")


@transaction.atomic
def cancel(*, by: User, hearing: ConsultationPage, reason: str) -> Receipt:
    """Stop a hearing with a public reason; it stays readable. Raises PermissionDenied for anyone but the head."""
    if not rules.may_cancel(by, hearing):
        raise PermissionDenied
    changed = ConsultationPage.objects.filter(pk=hearing.pk, cancelled_reason="").update(cancelled_reason=reason)
    if not changed:
        raise AlreadyDone(_("This hearing is cancelled already."), next_url=hearing.get_absolute_url())
    return append.append("hearing.cancelled", hearing.subject, {"reason": reason})


def respond(*, by: User, hearing: ConsultationPage, comment: Comment, decision: Decision, reason: str) -> Receipt:
    """Answer a comment (2562 Act s.16: what was changed or not, and why). A second answer is a new revision.

    Raises PermissionDenied for anyone but authors and heads of the agency, Closed for a comment that does
    not stand, AlreadyDone when a colleague has answered in the same moment.
    """
    if not rules.may_answer(by, hearing):
        raise PermissionDenied
    if hearing.phase in {Phase.UNPUBLISHED, Phase.CANCELLED} or comment.state != State.VISIBLE:
        raise Closed(_("This comment is not shown any more; there is nothing to answer."))
    last = comment.responses.order_by("-revision").values_list("revision", flat=True).first() or 0
    response = Response(comment=comment, revision=last + 1, decision=decision, reason=reason, by=by)
    receipt = append.write(response, kind="hearing.response", subject=hearing.subject, body=_answered(response))
    if receipt is None:
        raise AlreadyDone(_("A colleague has just answered this comment. Please read that answer first."))
    return receipt


def _freeze(page: ConsultationPage, frozen: dict[str, Any], kind: str) -> Receipt:
    page.fingerprint = freezing.fingerprint(frozen)
    ConsultationPage.objects.filter(pk=page.pk).update(frozen=frozen, fingerprint=page.fingerprint)
    body = {"rules": page.fingerprint, "text": frozen["text"], "closes_at": frozen["closes_at"]}
    return append.append(kind, page.subject, body)


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
        "reason": hashlib.sha256(response.reason.encode()).hexdigest(),
    }
