"""The only writers of a hearing: publish, extend, cancel, respond."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone, Closed, Refused
from consult.hearings import freezing, rules
from consult.hearings.models import ConsultationPage, Response
from consult.hearings.states import Decision, Phase
from consult.texts import store
from consult.threads.models import Comment
from consult.threads.states import State
from realtime.record import append, canonical
from realtime.record.append import Receipt

REASON_LEAST = 20  # characters of a reason


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


def _freeze(page: ConsultationPage, frozen: dict[str, Any], kind: str) -> Receipt:
    page.fingerprint = canonical.fingerprint(frozen)
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
        "reason": canonical.text_fingerprint(response.reason),
    }
