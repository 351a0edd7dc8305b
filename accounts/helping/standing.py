"""In what standing somebody may help others: as a counter officer of an agency, or by a running permit."""

from dataclasses import dataclass

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.helping.models import Permit
from accounts.models import Agency, Citizen, Role, User
from accounts.refusals import Refused, TwoStepNeeded


class OutsidePermit(Refused):
    """A permit is for one place and a number of people; beyond it a counter officer helps."""

    code = "outside-permit"
    title = _("Your permit does not allow this")


@dataclass(frozen=True)
class Standing:
    """An agency for which somebody helps; `permit` is None for its counter officers."""

    agency: Agency
    permit: Permit | None = None


def permits(user: User) -> list[Permit]:
    """The permits that run now. One query."""
    now = timezone.now()
    mine = Permit.objects.filter(user=user, ended_at=None, starts_at__lte=now, ends_at__gt=now)
    return list(mine.select_related("agency", "area").order_by("ends_at"))


def of(user: User, agency: Agency | int) -> Standing | None:
    """The standing of `user` at `agency`, or None. One query for officers, two for volunteers.

    Raises TwoStepNeeded for a volunteer without a second step, where staff must have one.
    """
    pk = agency.pk if isinstance(agency, Agency) else agency
    officer = user.memberships.filter(agency=pk, role=Role.COUNTER).select_related("agency").first()
    if officer is not None:
        return Standing(officer.agency)
    permit = next((one for one in permits(user) if one.agency_id == pk), None)
    if permit is None:
        return None
    _need_second_step(user)
    return Standing(permit.agency, permit)


def agencies(user: User) -> list[Agency]:
    """For whom `user` may help now."""
    officer = Agency.objects.filter(memberships__user=user, memberships__role=Role.COUNTER)
    return list({one.pk: one for one in [*officer, *(permit.agency for permit in permits(user))]}.values())


def require_covered(standing: Standing, citizen: Citizen) -> None:
    """Raise OutsidePermit for somebody of another place, or one person more than the permit is for."""
    permit = standing.permit
    if permit is None:
        return
    if not permit.covers(citizen):
        where = format_lazy(_("Your permit is for people registered in {area}."), area=permit.area)
        raise OutsidePermit(where, _("A counter officer of the agency can help this person."))
    if permit.helped() >= permit.people and not permit.helps.filter(citizen=citizen).exists():
        full = format_lazy(_("You have helped {people} people: that is what the permit is for."), people=permit.people)
        raise OutsidePermit(full, _("The agency can give you another one."))


def _need_second_step(user: User) -> None:
    if settings.STAFF_TWO_STEP and not is_mfa_enabled(user):
        raise TwoStepNeeded(
            _("Your work needs two-step sign-in. Please set it up here first."),
            next_url=reverse("mfa_index"),
            next_label=_("Set up two-step sign-in"),
        )
