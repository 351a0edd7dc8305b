"""The only writer of permits, helps, and of what was done during them."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.helping import standing
from accounts.helping.models import AssistedAct, Help, Permit
from accounts.helping.standing import Standing
from accounts.models import AccessLog, Agency, Area, Assurance, Citizen, Role, User
from accounts.refusals import Refused

LASTS = timedelta(minutes=10)
LONGEST = timedelta(days=31)
GIVERS = (Role.HEAD, Role.COUNTER)


def give(
    *, by: User, agency: Agency, to: User, area: Area, people: int, starts_at: datetime, ends_at: datetime
) -> Permit:
    """Let a volunteer help `people` people of `area` between two times.

    Raises Refused unless `by` is head or counter officer of `agency`, the volunteer is somebody else whose
    identity is checked, and the time is at most LONGEST.
    """
    _require_giver(by, agency)
    if to == by:
        raise Refused(_("Nobody gives a permit to themselves. Ask a colleague."))
    person = Citizen.objects.filter(user=to, assurance__gte=Assurance.CHECKED).exists()
    if not person or not to.is_active:
        raise Refused(_("A volunteer's own identity must be checked first: we need to know who acts for others."))
    if not timezone.now() < ends_at or not starts_at < ends_at <= starts_at + LONGEST:
        raise Refused(_("A permit ends after it starts, in the future, and lasts a month at most."))
    return Permit.objects.create(
        user=to, agency=agency, area=area, people=people, starts_at=starts_at, ends_at=ends_at, given_by=by
    )  # fmt: skip


@transaction.atomic
def end_permit(*, by: User, permit: Permit) -> None:
    """End a permit at once, and every help that runs under it. Raises Refused for others than its agency's."""
    _require_giver(by, permit.agency)
    now = timezone.now()
    Permit.objects.filter(pk=permit.pk, ended_at=None).update(ended_at=now)
    Help.objects.filter(permit=permit, ended_at=None).update(ended_at=now)


@transaction.atomic
def begin(*, officer: User, agency: Agency, citizen: Citizen) -> Help:
    """Begin to act for a person who has asked for it; the look and the consent are kept.

    Raises Refused without a standing at `agency` or for oneself, OutsidePermit beyond what a permit allows.
    """
    held = require_standing(officer, agency)
    if citizen.user_id == officer.pk:
        raise Refused(_("You cannot help yourself here. Sign out of the counter and act in your own name."))
    if held.permit is not None:
        Permit.objects.select_for_update().get(pk=held.permit.pk)  # two tablets at once count one after the other
        standing.require_covered(held, citizen)
    now = timezone.now()
    look = AccessLog.objects.create(citizen=citizen, officer=officer, agency=agency, why=AccessLog.Why.ASSISTED)
    return Help.objects.create(
        citizen=citizen, officer=officer, agency=agency, permit=held.permit, look=look,
        consent_at=now, until=now + LASTS,
    )  # fmt: skip


def end(help: Help) -> None:
    """The person is done."""
    Help.objects.filter(pk=help.pk, ended_at=None).update(ended_at=timezone.now())


def note(*, help: Help, entry: uuid.UUID, kind: str, subject: str) -> None:
    """Keep that an act was done during `help`; call it in the transaction of the act."""
    AssistedAct.objects.create(help=help, entry=entry, kind=kind, subject=subject)


def require_standing(officer: User, agency: Agency) -> Standing:
    """The officer's standing at `agency`. Raises Refused without one."""
    held = standing.of(officer, agency)
    if held is None:
        raise Refused(_("Only counter officers, and volunteers with a permit that runs now, may do this."))
    return held


def _require_giver(by: User, agency: Agency) -> None:
    if not by.memberships.filter(agency=agency, role__in=GIVERS).exists():
        raise Refused(_("Only the head and the counter officers of the agency give and end its permits."))
