"""Erasing on schedule: who signed is forgotten, that so many signed stays provable (2562 Act s.37(3)).

The link to the person and the salt of the commitment go, and with them the lines' keys, scans and the package. Rows,
channels, provinces and the record's entries stay: every count can still be made again and agrees.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from petitions import sealed_files
from petitions.handing.building import path_of
from petitions.models import Package, Sheet, SheetLine, Signature
from petitions.states import State
from realtime import ticks
from realtime.record import append

# The petition's way is over, or at least nothing needs the names any more.
OVER = frozenset({State.ANSWERED, State.REJECTED, State.WITHDRAWN, State.EXPIRED, State.DECIDED})


def erase_due(today: date | None = None) -> int:
    """Erase what is due; how many packages were erased. Idempotent; each package in one transaction."""
    due = Package.objects.filter(
        state=Package.State.RECEIVED, erase_on__lte=today or timezone.localdate(), petition__state__in=OVER
    ).select_related("petition")
    return sum(erase(package) for package in due)


def erase(package: Package) -> bool:
    """Erase the names of one received package; False when somebody else has done it."""
    with transaction.atomic():
        rows = Package.objects.filter(pk=package.pk, state=Package.State.RECEIVED)
        if not rows.update(state=Package.State.ERASED, erased_at=timezone.now()):
            return False
        names = Signature.objects.filter(petition_id=package.petition_id, citizen__isnull=False)
        number = names.update(citizen=None, salt=b"", name_public=False)
        SheetLine.objects.filter(sheet__petition_id=package.petition_id).update(person_key=None)
        body = {"manifest": package.manifest_sha256, "names": number}
        append.append("petition.erased", package.petition.subject, body)
    for name in (
        Sheet.objects.filter(petition_id=package.petition_id).exclude(scan_name="").values_list("scan_name", flat=True)
    ):
        sealed_files.erase(name)
    path_of(package).unlink(missing_ok=True)
    return True


ticks.register("petitions.erase", erase_due)
