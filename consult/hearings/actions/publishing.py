"""Publish, extend, cancel a hearing."""

from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone
from consult.hearings import freezing, rules
from consult.hearings.models import ConsultationPage
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


def _freeze(page: ConsultationPage, frozen: dict[str, Any], kind: str) -> Receipt:
    page.fingerprint = canonical.fingerprint(frozen)
    ConsultationPage.objects.filter(pk=page.pk).update(frozen=frozen, fingerprint=page.fingerprint)
    body = {"rules": page.fingerprint, "text": frozen["text"], "closes_at": frozen["closes_at"]}
    return append.append(kind, page.subject, body)
