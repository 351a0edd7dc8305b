"""More time for the authority: with a reason, in public, in the record."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import has_role
from accounts.models import Agency, User
from accounts.refusals import Closed, NotEligible, Refused
from petitions import clocks, rules
from petitions.actions.moving import News, needed, note_event
from petitions.models import DelayNotice, Event, Extension, Petition, RunningClock
from realtime.record import append, canonical
from realtime.record.append import Receipt

MOST = 180  # days at once


@transaction.atomic
def announce_delay(*, by: User, agency: Agency, reason: str, until: date, reason_en: str = "") -> Receipt:
    """Tell everybody that new petitions wait longer, why, and until when. Raises NotEligible, Refused."""
    if not has_role(by, agency, *rules.DESK_ROLES):
        raise NotEligible(_("This needs a role in the agency that the petition is addressed to."))
    if until < timezone.localdate():
        raise Refused(_("The day is over already."))
    body = {"agency": agency.slug, "until": until.isoformat(), "reason": canonical.text_fingerprint(needed(reason))}
    receipt = append.append("petition.delay", f"petition-queue/{agency.slug}", body)
    DelayNotice.objects.create(
        agency=agency, reason=reason, reason_en=reason_en, until=until, by=by, receipt=receipt.id
    )
    return receipt


@transaction.atomic
def extend(*, by: User, petition: Petition, code: str, days: int, reason: str) -> Receipt:
    """Move the last day of a running clock `days` later, counted from the last day so far.

    Raises NotEligible without a role, Refused without a reason or for no days, Closed when no such clock runs.
    """
    if not rules.may_decide(by, petition):
        raise NotEligible(_("This needs a role in the agency that the petition is addressed to."))
    if not 0 < days <= MOST:
        raise Refused(_("Between 1 and 180 days."))
    needed(reason)
    clock = RunningClock.objects.select_for_update().filter(petition=petition, code=code, ended__isnull=True).first()
    if clock is None:
        raise Closed(_("This clock is not running."))
    before, rule = clock.due, next(rule for rule in petition.preset.clocks if rule.code == code)
    last = before - timedelta(microseconds=1)
    RunningClock.objects.filter(pk=clock.pk).update(due=clocks.due_after(last, days, rule), told=None)
    body = {"clock": code, "days": days, "reason": canonical.text_fingerprint(reason)}
    receipt = note_event(petition, Event.Kind.EXTENDED, News(reason, days, by, body))
    Extension.objects.create(
        clock=clock, days=days, due_before=before, reason=reason, at=timezone.now(), receipt=receipt.id
    )
    return receipt
