"""Decisions before and while names are collected: open, refuse, send back, hide, run out of time."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Closed, NotEligible, Refused
from petitions import frozen, rules
from petitions.actions.moving import News, decide, move
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
    """Refuse it before collecting, with a reason that everybody can read. Raises Refused without one."""
    _decides(by, petition)
    if petition.state != State.PRINCIPLE:
        raise Closed(_("Only a petition that waits for this decision can be refused."))
    body = {"reason": canonical.text_fingerprint(_needed(reason))}
    now = timezone.now()
    return decide(petition, State.REJECTED, Event.Kind.REJECTED, news=News(reason, by=by, body=body), decided_at=now)


def send_back(*, by: User, petition: Petition) -> None:
    """Give it back to its petitioner as a draft, to be improved."""
    _decides(by, petition)
    if petition.state != State.PRINCIPLE:
        raise Closed(_("Only a petition that waits for this decision can be sent back."))
    move(petition, State.DRAFT, submitted_at=None)


def hide(*, by: User, petition: Petition, reason: str) -> Receipt:
    """Take it out of sight while names are collected, with a reason in the record."""
    _decides(by, petition)
    body = {"reason": canonical.text_fingerprint(_needed(reason))}
    return decide(petition, State.HIDDEN, Event.Kind.HIDDEN, news=News(reason, by=by, body=body))


def expire_due() -> int:
    """Close what did not reach its threshold in time (2564 Act s.10); the number closed. Safe to repeat."""
    due = list(Petition.objects.past_their_window().with_tally())
    for petition in due:
        total = petition.tally.total
        body = {"total": total, "threshold": petition.threshold}
        decide(petition, State.EXPIRED, Event.Kind.EXPIRED, news=News(number=total, body=body))
    return len(due)


def _decides(by: User, petition: Petition) -> None:
    if not rules.may_decide(by, petition):
        raise NotEligible(_("This needs a role in the agency that the petition is addressed to."))


def _needed(reason: str) -> str:
    if not reason.strip():
        raise Refused(_("Give a reason: it is published."))
    return reason


def _utc(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
