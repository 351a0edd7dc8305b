"""Publish, extend, cancel a hearing."""

from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone, Closed, Refused
from consult.hearings import freezing, rules, telling
from consult.hearings.models import ConsultationPage, Extension
from consult.hearings.states import EXTENDABLE
from consult.questions import actions as questions
from consult.texts import store
from realtime.record import append, canonical
from realtime.record.append import Receipt


@transaction.atomic
def publish(*, hearing: ConsultationPage) -> Receipt | None:
    """What happens when the head has approved: the text and the rules freeze, the record says so.

    Called when Wagtail has published the page (2562 Act s.14: the announcement is complete before it opens).
    Publishing again with a later closing day is an extension; without any change, nothing. None then.
    """
    page: ConsultationPage = ConsultationPage.objects.select_for_update(of=("self",)).get(pk=hearing.pk)
    if page.frozen is None:
        _require_complete(page)
        page.text = store.freeze(page.text)
        asked = questions.freeze(kind="hearing", public_id=page.public_id)
        frozen = freezing.document(page) | ({"questions": asked} if asked else {})
        receipt = _freeze(page, frozen, "hearing.published")
        hearing.frozen, hearing.fingerprint = frozen, page.fingerprint
        telling.announced(page)
        return receipt
    closes = page.closes_at.astimezone(UTC).isoformat()
    if datetime.fromisoformat(closes) <= datetime.fromisoformat(page.frozen["closes_at"]):
        return None
    if page.closing_noted:
        raise Closed(_("A hearing that is over cannot be extended."))
    return _freeze(page, page.frozen | {"closes_at": closes}, "hearing.extended")


@transaction.atomic
def extend(*, by: User, hearing: ConsultationPage, closes_at: datetime, reason: str, reason_en: str = "") -> Receipt:
    """Give people more time, with a published reason (a closing day is never brought forward).

    Raises PermissionDenied for anyone but the head, Closed for a hearing that is over, Refused for a day that is
    not later.
    """
    if not rules.may_cancel(by, hearing):
        raise PermissionDenied
    page: ConsultationPage = ConsultationPage.objects.select_for_update(of=("self",)).get(pk=hearing.pk)
    if page.phase not in EXTENDABLE:
        raise Closed(_("A hearing that is over cannot be extended."), next_url=page.get_absolute_url())
    if closes_at <= page.closes_at:
        raise Refused(_("The closing day may be extended, never brought forward."))
    if not reason.strip():
        raise Refused(_("An extension needs a reason that everybody can read."))
    Extension.objects.create(
        hearing=page, by=by, closed_at=page.closes_at, closes_at=closes_at, reason=reason, reason_en=reason_en
    )
    ConsultationPage.objects.filter(pk=page.pk).update(closes_at=closes_at)
    assert page.frozen is not None  # noqa: S101  (only what is published stands in these phases)
    closes = closes_at.astimezone(UTC).isoformat()
    return _freeze(page, page.frozen | {"closes_at": closes}, "hearing.extended", reason=reason)


@transaction.atomic
def cancel(*, by: User, hearing: ConsultationPage, reason: str) -> Receipt:
    """Stop a hearing with a public reason; it stays readable. Raises PermissionDenied for anyone but the head."""
    if not rules.may_cancel(by, hearing):
        raise PermissionDenied
    if hearing.finished_at:
        raise Closed(_("This hearing is finished: its answers and reports are published and stand."))
    changed = ConsultationPage.objects.filter(pk=hearing.pk, cancelled_reason="").update(cancelled_reason=reason)
    if not changed:
        raise AlreadyDone(_("This hearing is cancelled already."), next_url=hearing.get_absolute_url())
    return append.append("hearing.cancelled", hearing.subject, {"reason": reason})


def _require_complete(page: ConsultationPage) -> None:
    if missing := page.incomplete():
        raise Refused(_("The announcement is not complete (2562 Act s.14). Missing:"), *missing)


def _freeze(page: ConsultationPage, frozen: dict[str, Any], kind: str, **more: str) -> Receipt:
    page.fingerprint = canonical.fingerprint(frozen)
    ConsultationPage.objects.filter(pk=page.pk).update(frozen=frozen, fingerprint=page.fingerprint)
    body = {"rules": page.fingerprint, "text": frozen["text"], "closes_at": frozen["closes_at"]} | more
    return append.append(kind, page.subject, body)
