"""Decisions before and while names are collected: open, refuse, send back, hide, run out of time."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Closed, NotEligible, Refused
from petitions import clocks, frozen, rules, states, telling
from petitions.actions.moving import News, answers, decide, move, needed, stamp
from petitions.kinds import PetitionKind
from petitions.models import Event, Petition, Tally, Threshold
from petitions.states import State
from realtime.record import canonical
from realtime.record.append import Receipt


def open_collecting(*, by: User, petition: Petition, electors: int | None = None) -> Receipt:
    """Begin to collect names: stamp threshold and window, freeze the rules, put their hash in the record.

    `electors` is the number of electors at the last council election, for local kinds (2565 Act s.7).
    Raises NotEligible without a role, Refused when the number is missing.
    """
    _decides(by, petition)
    if petition.state != State.PRINCIPLE:
        raise Closed(_("Only a petition that waits for this decision can be opened."))
    preset = petition.preset
    petition.electors = electors if preset.needs_electors else None
    try:
        threshold = preset.threshold_for(petition.electors)
    except ValueError as error:
        raise Refused(_("Enter the number of electors: the threshold depends on it (2565 Act s.7).")) from error
    now = timezone.now()
    closes_at = now + preset.window
    document = frozen.rules_of(petition, threshold=threshold, opens_at=now, closes_at=closes_at)
    fingerprint = canonical.fingerprint(document)
    body = {"rules": fingerprint, "text": document["text"], "threshold": threshold, "closes_at": _utc(closes_at)}
    stamps = {
        "electors": petition.electors,
        "threshold": threshold,
        "opens_at": now,
        "closes_at": closes_at,
        "decided_at": now,
        "rules": document,
        "rules_hash": fingerprint,
        "hearing_first": preset.hearing_first,
    }
    with transaction.atomic():
        receipt = decide(
            petition, State.COLLECTING, Event.Kind.OPENED, news=News(number=threshold, by=by, body=body), **stamps
        )
        Tally.objects.get_or_create(petition=petition)
        _stamp_thresholds(petition, preset)
    return receipt


def _stamp_thresholds(petition: Petition, preset: PetitionKind) -> None:
    """The kind's thresholds as rows that never change (trigger `threshold_stands`)."""
    Threshold.objects.bulk_create(
        Threshold(
            petition=petition,
            place=place,
            code=rule.code,
            names=rule.names_for(petition.electors),
            provinces=rule.provinces[0],
            per_province=rule.provinces[1],
        )
        for place, rule in enumerate(preset.thresholds)
    )


def reject(*, by: User, petition: Petition, reason: str) -> Receipt:
    """Refuse it before collecting (or once hidden), with a reason that everybody can read.

    2564 Act s.8 para. 2: told in writing and sent back. Raises Closed elsewhere, Refused without a reason.
    """
    _decides(by, petition)
    if petition.state not in {State.PRINCIPLE, State.HIDDEN}:
        raise Closed(_("Only a petition that waits for this decision can be refused."))
    return _stop(by, petition, State.REJECTED, Event.Kind.REJECTED, reason, decided_at=timezone.now())


def discontinue(*, by: User, petition: Petition, reason: str) -> Receipt:
    """End what was returned and not corrected in time (2564 Act s.12 para. 3). Raises Closed before the last day."""
    answers(by, petition)
    if petition.state != State.RETURNED:
        raise Closed(_("Only a petition returned for correction can be ended in this way."))
    if petition.running_clocks.filter(code="correction", ended__isnull=True, due__gt=timezone.now()).exists():
        raise Closed(_("The time for correction is still running."))
    return _stop(by, petition, State.REJECTED, Event.Kind.REJECTED, reason)


def send_back(*, by: User, petition: Petition) -> None:
    """Give it back to its petitioner as a draft, to be improved."""
    _decides(by, petition)
    if petition.state != State.PRINCIPLE:
        raise Closed(_("Only a petition that waits for this decision can be sent back."))
    with transaction.atomic():
        move(petition, State.DRAFT, submitted_at=None)
        telling.sent_back(petition)


def hide(*, by: User, petition: Petition, reason: str) -> Receipt:
    """Take it out of sight while names are collected; the reason stays readable at its address."""
    _decides(by, petition)
    with transaction.atomic():
        receipt = _stop(by, petition, State.HIDDEN, Event.Kind.HIDDEN, reason)
        telling.hidden(petition, reason)
    return receipt


def restore(*, by: User, petition: Petition, reason: str) -> Receipt:
    """Show it again. The days for which it was hidden are added to its window."""
    _decides(by, petition)
    if petition.state != State.HIDDEN:
        raise Closed(_("Only a hidden petition can be shown again."))
    body = {"reason": canonical.text_fingerprint(needed(reason))}
    stamps = {"closes_at": without_lost_days(petition)}
    return decide(petition, standing(petition), Event.Kind.RESTORED, news=News(reason, by=by, body=body), **stamps)


def standing(petition: Petition) -> State:
    """Collecting or reached, by the names as sealed."""
    enough = petition.tally.total >= (petition.threshold or 0)
    return State.REACHED if enough and petition.reached_at else State.COLLECTING


def without_lost_days(petition: Petition) -> datetime | None:
    """The closing moment with the time added since the petition was stopped."""
    stopped = petition.events.filter(kind__in=[state.value for state in states.STOPPED]).order_by("-at", "-id").first()
    if stopped is None or petition.closes_at is None:
        return petition.closes_at
    return petition.closes_at + (timezone.now() - stopped.at)


def expire_due() -> int:
    """Close what did not reach its threshold in time; the number closed or prolonged. Safe to repeat.

    2564 Act s.10: after the year the inviters are told and have 90 days more, once; then it ends.
    """
    due = list(Petition.objects.past_their_window().with_tally())
    for petition in due:
        total = petition.tally.total
        news = News(number=total, body={"total": total, "threshold": petition.threshold})
        extra = petition.preset.extra_days
        if extra and not petition.events.filter(kind=Event.Kind.PROLONGED).exists():
            stamp(petition, Event.Kind.PROLONGED, news, closes_at=clocks.due(timezone.now(), extra, rolls=True))
            rules.forget(petition.public_id)
        else:
            decide(petition, State.EXPIRED, Event.Kind.EXPIRED, news=news)
    return len(due)


def _stop(by: User, petition: Petition, to: State, event: Event.Kind, reason: str, **stamps: Any) -> Receipt:
    body = {"reason": canonical.text_fingerprint(needed(reason))}
    return decide(petition, to, event, news=News(reason, by=by, body=body), **stamps)


def _decides(by: User, petition: Petition) -> None:
    if not rules.may_decide(by, petition):
        raise NotEligible(_("This needs a role in the agency that the petition is addressed to."))


def _utc(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
