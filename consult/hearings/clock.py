"""Opening and closing by time: the record says each once."""

from collections.abc import Iterable
from datetime import UTC

from django.utils import timezone

from consult.hearings.models import ConsultationPage
from realtime.record import append


def note() -> None:
    """Write `hearing.opened` and `hearing.closed` for hearings whose moment has come; each exactly once."""
    now = timezone.now()
    standing = ConsultationPage.objects.published().filter(cancelled_reason="")
    _note(standing.filter(opens_at__lte=now, opening_noted=False), "opening_noted", "hearing.opened")
    _note(standing.filter(closes_at__lte=now, closing_noted=False), "closing_noted", "hearing.closed")


def _note(due: Iterable[ConsultationPage], field: str, kind: str) -> None:
    for hearing in due:
        if ConsultationPage.objects.filter(pk=hearing.pk, **{field: False}).update(**{field: True}):
            closes = hearing.closes_at.astimezone(UTC).isoformat()
            append.append(kind, hearing.subject, {"rules": hearing.fingerprint, "closes_at": closes})
