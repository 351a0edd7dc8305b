"""Striking names out (forged, not eligible, a batch by machine) and putting them back, always with a reason."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone, Closed
from petitions import states
from petitions.actions.moving import News, answers, needed, note_event
from petitions.actions.signing import body_of, hold_the_door
from petitions.models import Event, Petition, Signature
from realtime.record import append, canonical
from realtime.record.append import Receipt


def strike(*, by: User, petition: Petition, signatures: Iterable[UUID], reason: str) -> Receipt:
    """Strike living signatures out before hand-over; each leaves an entry, and the timeline the number and reason.

    After hand-over the certified number stands; forged names are then deducted by the authority's check
    (2564 Act s.12 para. 5, 2565 Act s.11 para. 4). Raises NotEligible, Closed, Refused without a reason.
    """
    return _turn(by, petition, list(signatures), reason, out=True)


def put_back(*, by: User, petition: Petition, signatures: Iterable[UUID], reason: str) -> Receipt:
    """Undo a strike while names are collected."""
    return _turn(by, petition, list(signatures), reason, out=False)


@transaction.atomic
def _turn(by: User, petition: Petition, signatures: list[UUID], reason: str, *, out: bool) -> Receipt:
    answers(by, petition)
    needed(reason)
    hold_the_door(petition.pk)
    if Petition.objects.get(pk=petition.pk).state not in states.SIGNABLE:
        raise Closed(_("After hand-over the certified number stands."))
    found = Signature.objects.select_for_update().filter(petition_id=petition.pk, pk__in=signatures)
    rows = list(found.filter(withdrawn_at__isnull=True, struck_at__isnull=out))
    if not rows:
        raise AlreadyDone(_("None of these names can be changed in this way."))
    Signature.objects.filter(pk__in=[row.pk for row in rows]).update(struck_at=timezone.now() if out else None)
    for row in rows:
        append.append("petition.strike" if out else "petition.unstrike", petition.subject, body_of(row))
    kind = Event.Kind.STRUCK if out else Event.Kind.UNSTRUCK
    body = {"number": len(rows), "reason": canonical.text_fingerprint(reason)}
    return note_event(petition, kind, News(reason, len(rows), by, body))
