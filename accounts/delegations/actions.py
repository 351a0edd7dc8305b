"""The only writer of delegations: naming a deputy, ending it early, and what the clock does."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import has_role, holders
from accounts.delegations.models import Delegation
from accounts.models import Agency, Membership, Role, User
from accounts.refusals import AlreadyDone, NotEligible, Refused

LONGEST = timedelta(days=180)
# Sent inside the transaction: `delegation`, `step` ("given", "ended"). The record listens (config.publications).
changed = Signal()


@transaction.atomic
def delegate(*, by: User, agency: Agency, to: User, starts_at: datetime, ends_at: datetime, why: str) -> Delegation:
    """Name `to` the deputy of the head `by` for a time. Runs at once when the time has come already.

    Raises NotEligible for others than heads in their own right and for deputies from elsewhere, Refused for times
    that cannot be, AlreadyDone when the deputy holds the role anyway or another delegation of theirs overlaps.
    """
    if not _head_in_own_right(by, agency):
        raise NotEligible(_("Only a head of this agency can name a deputy, and a deputy cannot name another."))
    if to == by or not possible_deputies(agency, by).filter(pk=to.pk).exists():
        raise NotEligible(_("A deputy is somebody who works for this agency, and no auditor."))
    if ends_at <= max(starts_at, timezone.now()) or ends_at - starts_at > LONGEST:
        raise Refused(_("A delegation ends after it starts and after now, and lasts half a year at most."))
    Agency.objects.select_for_update().get(pk=agency.pk)
    theirs = Delegation.objects.filter(agency=agency, to=to, starts_at__lt=ends_at, ends_at__gt=starts_at)
    if theirs.exists() or holders(agency, Role.HEAD).filter(pk=to.pk).exists():
        raise AlreadyDone(_("This person acts as head of this agency in that time already."))
    made = Delegation.objects.create(agency=agency, of=by, to=to, starts_at=starts_at, ends_at=ends_at, why=why)
    changed.send(Delegation, delegation=made, step="given")
    note()
    made.refresh_from_db()
    return made


@transaction.atomic
def end(*, by: User, delegation: Delegation) -> None:
    """End a delegation now; one that has not begun never runs. Raises NotEligible, AlreadyDone."""
    if not _head_in_own_right(by, delegation.agency):
        raise NotEligible(_("Only a head of this agency can end a delegation."))
    now = timezone.now()
    begins = min(delegation.starts_at, now)
    if not Delegation.objects.filter(pk=delegation.pk).standing().update(starts_at=begins, ends_at=now):
        raise AlreadyDone(_("This delegation has ended already."))
    delegation.refresh_from_db()
    changed.send(Delegation, delegation=delegation, step="ended")
    note()


def note() -> None:
    """What time has brought: deputies get the role, and lose it. Runs with the clock and after every change."""
    for delegation in Delegation.objects.over().select_for_update():
        membership = delegation.membership
        delegation.membership = None
        delegation.save(update_fields=["membership"])
        if membership:
            membership.delete()
    for delegation in Delegation.objects.due().select_for_update():
        office, deputy = delegation.agency, delegation.to
        membership, made = Membership.objects.get_or_create(user=deputy, agency=office, role=Role.HEAD)
        delegation.membership = membership if made else None  # a head in their own right stays one
        delegation.taken_up_at = timezone.now()
        delegation.save(update_fields=["membership", "taken_up_at"])


def possible_deputies(agency: Agency, head: User) -> QuerySet[User]:
    """Who may be named: staff of the agency with any role but the auditor's, without the head."""
    roles = (Role.REVIEWER, Role.AUTHOR, Role.MODERATOR, Role.COUNTER)
    auditors = holders(agency, Role.AUDITOR).values("pk")
    return holders(agency, *roles).filter(is_staff=True).exclude(pk=head.pk).exclude(pk__in=auditors).order_by("pk")


def _head_in_own_right(user: User, agency: Agency) -> bool:
    own = user.memberships.filter(agency=agency, role=Role.HEAD, delegation=None)
    return has_role(user, agency, Role.HEAD) and own.exists()
