"""A whole sheet struck out (forged, gathered by fraud): one officer asks, another confirms."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from petitions import states
from petitions.actions import striking
from petitions.models import Outcome, Sheet, SheetLine, SheetStrike
from petitions.paper import roles
from realtime.record.append import Receipt


def ask(*, by: User, sheet: Sheet, reason: str) -> SheetStrike:
    """Ask for all counted names of a sheet to be struck out; nothing changes until another officer confirms.

    Raises NotEligible, Refused without a reason or without counted names, Closed after hand-over, AlreadyDone.
    """
    roles.require(by, sheet.petition, roles.SAMPLING)
    if not reason.strip():
        raise Refused(_("Give a reason: it is published."))
    if sheet.petition.state not in states.SIGNABLE:
        raise Closed(_("After hand-over the certified number stands."))
    if not counted(sheet):
        raise Refused(_("No line of this sheet is counted."))
    try:
        with transaction.atomic():
            return SheetStrike.objects.create(sheet=sheet, reason=reason.strip(), asked_by=by)
    except IntegrityError:
        raise AlreadyDone(_("This was asked for already; another officer has to confirm it.")) from None


@transaction.atomic
def confirm(*, by: User, strike: SheetStrike) -> Receipt:
    """Confirm what another officer asked for: the names are struck out, the reason is public.

    Raises NotEligible for the one who asked and for other roles, AlreadyDone the second time.
    """
    petition = strike.sheet.petition
    roles.require(by, petition, roles.STRIKING)
    if strike.asked_by_id == by.pk:
        raise NotEligible(_("Two persons decide this: somebody else has to confirm it."))
    rows = SheetStrike.objects.filter(pk=strike.pk, confirmed_at__isnull=True)
    if not rows.update(confirmed_by=by, confirmed_at=timezone.now()):
        raise AlreadyDone(_("This is confirmed already."))
    return striking.strike(by=by, petition=petition, signatures=counted(strike.sheet), reason=strike.reason)


def counted(sheet: Sheet) -> list[UUID]:
    """Ids of the signatures that the lines of a sheet became."""
    rows = SheetLine.objects.filter(sheet=sheet, outcome=Outcome.COUNTED, signature__struck_at__isnull=True)
    return list(rows.values_list("signature_id", flat=True))
