"""Deciding about a batch: one officer asks, another strikes it out, it can be put back; each with a reason."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone, Closed, NotEligible
from petitions import states
from petitions.actions import striking
from petitions.actions.moving import answers, needed
from petitions.models import Batch, Signature
from realtime.record import append, canonical
from realtime.record.append import Receipt

S = Batch.State


def ask(*, by: User, batch: Batch, reason: str) -> None:
    """Ask for all its names to be struck out; nothing changes until another officer confirms.

    Raises NotEligible, Refused without a reason, Closed after hand-over, AlreadyDone when somebody was faster.
    """
    answers(by, batch.petition)
    if batch.petition.state not in states.SIGNABLE:
        raise Closed(_("After hand-over the certified number stands."))
    _turn(batch, (S.OPEN, S.CLEARED), S.ASKED, reason=needed(reason), asked_by=by)


@transaction.atomic
def confirm(*, by: User, batch: Batch) -> Receipt:
    """Strike its living names out. Raises NotEligible for the one who asked, AlreadyDone when it was decided."""
    answers(by, batch.petition)
    if batch.asked_by_id == by.pk:
        raise NotEligible(_("Two persons decide this: somebody else has to confirm it."))
    _turn(batch, (S.ASKED,), S.STRUCK, confirmed_by=by, decided_at=timezone.now())
    return striking.strike(by=by, petition=batch.petition, signatures=living(batch), reason=batch.reason)


@transaction.atomic
def clear(*, by: User, batch: Batch, reason: str) -> Receipt:
    """Looked at, and the names stand. Raises NotEligible, Refused without a reason, AlreadyDone."""
    answers(by, batch.petition)
    _turn(batch, (S.OPEN, S.ASKED), S.CLEARED, reason=needed(reason), decided_at=timezone.now())
    body = {"pattern": batch.pattern, "number": batch.number, "reason": canonical.text_fingerprint(reason)}
    return append.append("petition.batch", batch.petition.subject, body)


@transaction.atomic
def undo(*, by: User, batch: Batch, reason: str) -> Receipt:
    """Put its names back: the strike was wrong. Raises NotEligible, Refused without a reason, Closed, AlreadyDone."""
    answers(by, batch.petition)
    struck = Signature.objects.filter(pk__in=batch.names.values("signature"), struck_at__isnull=False)
    names = list(struck.values_list("pk", flat=True))
    _turn(batch, (S.STRUCK,), S.CLEARED, reason=needed(reason), decided_at=timezone.now())
    return striking.put_back(by=by, petition=batch.petition, signatures=names, reason=reason)


VERBS: dict[str, Callable[..., object]] = {"ask": ask, "confirm": confirm, "clear": clear, "undo": undo}


def living(batch: Batch) -> list[UUID]:
    """The names of the batch that count now."""
    found = Signature.objects.living().filter(pk__in=batch.names.values("signature"))
    return list(found.values_list("pk", flat=True))


def _turn(batch: Batch, before: tuple[str, ...], after: str, **values: object) -> None:
    if not Batch.objects.filter(pk=batch.pk, state__in=before).update(state=after, **values):
        raise AlreadyDone(_("Somebody has decided about this batch meanwhile."))
    for name, value in {"state": after, **values}.items():
        setattr(batch, name, value)
