"""Days off that cannot be computed: lunar and special days. Each change is an entry; clocks that end then move on."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from accounts.refusals import AlreadyDone, NotEligible, Refused
from petitions import workdays
from petitions.actions.moving import needed
from petitions.models import Holiday, RunningClock
from realtime.record import append
from realtime.record.append import Receipt

SUBJECT = "petitions/holidays"
FURTHEST = timedelta(days=3 * 366)


@transaction.atomic
def add_holiday(*, by: User, day: date, name: str, name_en: str = "") -> Receipt:
    """A day on which nobody works. Running clocks whose last day it is, and that roll, end on the next working day.

    Civil and Commercial Code s.193/8. Raises NotEligible, Refused for a day long past, far off or off anyway,
    AlreadyDone.
    """
    _may(by)
    if not timezone.localdate() <= day <= timezone.localdate() + FURTHEST:
        raise Refused(_("The day has to be today or within the next three years."))
    if not workdays.works(day):
        raise Refused(_("Nobody works on this day anyway: it is a weekend or a fixed holiday."))
    _row, new = Holiday.objects.get_or_create(day=day, defaults={"name": needed(name), "name_en": name_en})
    if not new:
        raise AlreadyDone(_("This day is on the list already."))
    moved = _move_clocks(day)
    return append.append("petition.holiday", SUBJECT, {"day": day.isoformat(), "added": True, "clocks": moved})


@transaction.atomic
def remove_holiday(*, by: User, day: date) -> Receipt:
    """Take a day off the list. Clocks that it moved stay where they are. Raises NotEligible, Refused, AlreadyDone."""
    _may(by)
    if day < timezone.localdate():
        raise Refused(_("A day that has passed stays on the list."))
    if not Holiday.objects.filter(day=day).delete()[0]:
        raise AlreadyDone(_("This day is not on the list."))
    return append.append("petition.holiday", SUBJECT, {"day": day.isoformat(), "added": False})


def may_keep(by: User) -> bool:
    """Heads of agencies, and those who run the site."""
    return by.has_perm("petitions.change_holiday") or by.memberships.filter(role=Role.HEAD).exists()


def _may(by: User) -> None:
    if not may_keep(by):
        raise NotEligible(_("Only heads of agencies keep the days off."))


def _move_clocks(day: date) -> int:
    """Clocks due at the end of `day` go to the end of the next working day; how many."""
    off = frozenset(Holiday.objects.filter(day__gte=day).values_list("day", flat=True))
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), datetime.min.time()))
    later = timezone.make_aware(
        datetime.combine(workdays.first_from(day, off) + timedelta(days=1), datetime.min.time())
    )
    moved = 0
    for row in RunningClock.objects.running().filter(due=end).select_related("petition"):
        if any(rule.code == row.code and rule.rolls for rule in row.petition.preset.clocks):
            moved += RunningClock.objects.filter(pk=row.pk, due=end).update(due=later, told=None)
    return moved
