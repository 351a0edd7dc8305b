"""From certified names to a receipt: two persons certify, the receiving officer fetches, opens and confirms."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import has_role
from accounts.models import Role, User
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from petitions import states
from petitions.handing import building, keys
from petitions.models import Package, PackageLook, Petition
from realtime.record import append
from realtime.record.append import Receipt

ASKING = (Role.COUNTER, Role.AUTHOR)
RECEIVING = (Role.AUTHOR, Role.HEAD)
RETENTION = timedelta(days=180)  # personal data of the names, after the authority has confirmed receipt


def ask(*, by: User, petition: Petition) -> Package:
    """First of two: an author or counter officer says that the names are complete.

    Raises NotEligible, Closed before hand-over, Refused while the agency has no key, AlreadyDone.
    """
    _need(by, petition, ASKING)
    if petition.state not in states.HANDED_OVER or petition.delivered_at is None:
        raise Closed(_("Only a petition that has been handed over has a package."))
    key = keys.in_use(petition.addressee)
    if key is None:
        raise Refused(_("The agency has no key yet. Its head registers one first."))
    try:
        with transaction.atomic():
            return Package.objects.create(
                petition=petition,
                delivered_at=petition.delivered_at,
                key=key,
                total=petition.delivered_total or 0,
                asked_by=by,
            )
    except IntegrityError:
        raise AlreadyDone(_("The package of this hand-over was asked for already.")) from None


def certify(*, by: User, package: Package) -> Package:
    """Second of two: the head certifies; building begins. Raises NotEligible for the one who asked, AlreadyDone."""
    _need(by, package.petition, (Role.HEAD,))
    if package.asked_by_id == by.pk:
        raise NotEligible(_("Two persons decide this: somebody else has to confirm it."))
    rows = Package.objects.filter(pk=package.pk, state=Package.State.ASKED)
    if not rows.update(state=Package.State.CERTIFIED, certified_by=by, certified_at=timezone.now()):
        raise AlreadyDone(_("This is confirmed already."))
    package.refresh_from_db()
    return package


def fetch(*, by: User, package: Package) -> Package:
    """Let an officer of the addressee fetch the encrypted file; every person in it sees the look.

    Raises NotEligible, Closed when it is not ready or erased already.
    """
    _need(by, package.petition, RECEIVING)
    if package.state not in {Package.State.READY, Package.State.RECEIVED} or not building.path_of(package).exists():
        raise Closed(_("The package cannot be fetched now."))
    PackageLook.objects.create(package=package, officer=by)
    return package


@transaction.atomic
def receive(*, by: User, package: Package, code: str) -> Receipt:
    """Confirm receipt with the code that stands inside the encrypted package; starts the time of retention.

    Raises NotEligible, Refused for another code, AlreadyDone.
    """
    _need(by, package.petition, RECEIVING)
    if package.state == Package.State.READY and code.strip().upper() != building.code_of(package):
        raise Refused(_("This is not the code in the manifest of the package. Open the package and look there."))
    now = timezone.now()
    rows = Package.objects.filter(pk=package.pk, state=Package.State.READY)
    erase_on = timezone.localdate(now + RETENTION)
    if not rows.update(state=Package.State.RECEIVED, received_by=by, received_at=now, erase_on=erase_on):
        raise AlreadyDone(_("Receipt is confirmed already, or the package is not ready."))
    package.refresh_from_db()
    body = {"manifest": package.manifest_sha256, "total": package.total, "erase_on": erase_on.isoformat()}
    return append.append("petition.received", package.petition.subject, body)


def _need(by: User, petition: Petition, roles: tuple[Role, ...]) -> None:
    if not has_role(by, petition.addressee, *roles):
        raise NotEligible(_("This is for officers of the agency it is addressed to, with another role than yours."))
