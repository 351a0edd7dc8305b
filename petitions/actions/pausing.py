"""Pausing the collecting of names on the whole site (an outage, an attack): no petition loses a day by it."""

import time

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone, Closed, NotEligible
from petitions import states
from petitions.actions.moving import needed
from petitions.models import Pause, Petition
from realtime.record import append, canonical
from realtime.record.append import Receipt

SUBJECT = "petitions/collecting"
FRESH = 2.0  # seconds a process may believe what it read; the database trigger is the guard
_read: tuple[float, Pause | None] = (0.0, None)


def current() -> Pause | None:
    """The pause that lasts now, if any; read at most every FRESH seconds."""
    global _read  # noqa: PLW0603  one value of this process
    if _read[0] <= time.monotonic():
        _read = time.monotonic() + FRESH, Pause.objects.lasting().first()
    return _read[1]


def forget() -> None:
    """Read anew next time."""
    global _read  # noqa: PLW0603
    _read = (0.0, None)


def pause_collecting(*, by: User, reason: str, reason_en: str = "") -> Receipt:
    """No name is taken until `resume_collecting`. Raises NotEligible, Refused without a reason, AlreadyDone."""
    _may(by)
    try:
        with transaction.atomic():
            Pause.objects.create(by=by, reason=needed(reason), reason_en=reason_en)
            body = {"reason": canonical.text_fingerprint(reason)}
            receipt = append.append("petition.paused", SUBJECT, body)
    except IntegrityError:
        raise AlreadyDone(_("Collecting is paused already.")) from None
    transaction.on_commit(forget)
    return receipt


@transaction.atomic
def resume_collecting(*, by: User) -> Receipt:
    """Names are taken again; every window that was open when the pause began closes later by its length.

    Raises NotEligible, Closed when nothing is paused.
    """
    _may(by)
    pause = Pause.objects.select_for_update().lasting().first()
    if pause is None:
        raise Closed(_("Collecting is not paused."))
    now = timezone.now()
    lost = now - pause.started_at
    collecting = Petition.objects.filter(state__in=states.SIGNABLE, closes_at__gt=pause.started_at)
    before = collecting.filter(opens_at__lte=pause.started_at).update(closes_at=F("closes_at") + lost)
    during = 0
    for petition in collecting.filter(opens_at__gt=pause.started_at):  # opened while paused: only what it lost
        during += Petition.objects.filter(pk=petition.pk).update(closes_at=F("closes_at") + (now - petition.opens_at))
    Pause.objects.filter(pk=pause.pk).update(ended_at=now, ended_by=by)
    transaction.on_commit(forget)
    body = {"seconds": round(lost.total_seconds()), "petitions": before + during}
    return append.append("petition.resumed", SUBJECT, body)


def _may(by: User) -> None:
    if not by.has_perm("petitions.pause_collecting"):
        raise NotEligible(_("Only those who run the site can pause it."))
