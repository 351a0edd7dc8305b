"""An authority's own kinds of petition: an author writes a version, the head approves it, petitions keep theirs."""

from dataclasses import replace

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import has_role
from accounts.models import Agency, Role, User
from accounts.refusals import AlreadyDone, Closed, NotEligible
from petitions.kinds import PetitionKind
from petitions.models import OwnKind
from petitions.presets import KINDS
from realtime.record import append, canonical
from realtime.record.append import Receipt


def write_kind(*, by: User, agency: Agency, kind: PetitionKind) -> OwnKind:
    """A new version, which counts for nothing until the head approves it.

    Raises NotEligible without a role in `agency`, AlreadyDone when the code belongs to a preset or another authority.
    """
    if not has_role(by, agency, Role.AUTHOR, Role.HEAD):
        raise NotEligible(_("Only an author or the head of the agency can make a kind of petition."))
    theirs = OwnKind.objects.filter(code=kind.code).exclude(agency=agency).exists()
    if kind.code in KINDS or theirs:
        raise AlreadyDone(_("This short name is taken."))
    last = OwnKind.objects.filter(code=kind.code).aggregate(last=Max("version"))["last"] or 0
    definition = replace(kind, version=last + 1, agency=agency.slug).to_json()
    try:
        with transaction.atomic():
            made: OwnKind = OwnKind.objects.create(
                code=kind.code, version=last + 1, agency=agency, definition=definition, made_by=by
            )
    except IntegrityError as error:
        raise AlreadyDone(_("Somebody has written a version meanwhile.")) from error
    return made


@transaction.atomic
def approve_kind(*, by: User, own: OwnKind) -> Receipt:
    """Put a version in force in place of the one before; petitions that are open keep theirs.

    Raises NotEligible for anybody but a head who did not write it, Closed when it has been decided about.
    """
    if not has_role(by, own.agency, Role.HEAD) or own.made_by_id == by.pk:
        raise NotEligible(_("A head of the agency who did not write it has to approve it."))
    now = timezone.now()
    OwnKind.objects.in_force().filter(code=own.code).update(retired_at=now)
    body = {"code": own.code, "version": own.version, "definition": canonical.fingerprint(own.definition)}
    receipt = append.append("petition.kind", f"petition-kind/{own.code}", body)
    stamps = {"approved_by": by, "approved_at": now, "receipt": receipt.id}
    if not OwnKind.objects.awaiting_approval().filter(pk=own.pk).update(**stamps):
        raise Closed(_("This version has been decided about."))
    return receipt


def retire_kind(*, by: User, own: OwnKind) -> None:
    """No new petitions of this kind. Open ones go on."""
    if not has_role(by, own.agency, Role.HEAD):
        raise NotEligible(_("Only the head of the agency can do this."))
    OwnKind.objects.filter(pk=own.pk, retired_at__isnull=True).update(retired_at=timezone.now())
