"""Crossing thresholds and falling below them again: called by sealing, when all counts are up to date."""

from collections.abc import Collection, Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from petitions import timers
from petitions.models import AreaTally, Event, Petition, Threshold
from petitions.states import SIGNABLE, State
from realtime.record import append


def cross(petition_ids: Iterable[int], struck: Collection[int] = ()) -> None:
    """Move what got enough names; mark further thresholds once.

    Those in `struck` have just lost names by an officer's decision: with too few left they collect again, before
    hand-over. Names that signers take back themselves do not undo the threshold; hand-over counts again in any case.
    The state and `reached_at` are the guards, so each happens once however often this runs.
    """
    ids = list(petition_ids)
    for petition in Petition.objects.filter(pk__in=ids, state__in=SIGNABLE).select_related("tally"):
        rows = list(petition.thresholds.all())
        first = rows[0] if rows else Threshold(names=petition.threshold or 0, code="names")
        enough = _met(petition, first)
        if petition.state == State.COLLECTING and enough:
            _move(petition, State.REACHED, Event.Kind.REACHED)
        elif petition.state == State.REACHED and petition.pk in struck and not enough:
            _move(petition, State.COLLECTING, Event.Kind.BELOW)
        _mark(petition, rows[1:])


def _met(petition: Petition, threshold: Threshold) -> bool:
    """Whether the names are enough, in all and (where asked) from each of enough provinces."""
    if petition.tally.total < threshold.names:
        return False
    if not threshold.provinces:
        return True
    enough = AreaTally.objects.filter(petition=petition, total__gte=threshold.per_province).count()
    return enough >= threshold.provinces


@transaction.atomic
def _move(petition: Petition, to: State, event: Event.Kind) -> None:
    now, total = timezone.now(), petition.tally.total
    stamps = {"reached_at": now} if to == State.REACHED else {}
    if not Petition.objects.filter(pk=petition.pk, state=petition.state).update(state=to, **stamps):
        return
    petition.state = to
    if to == State.REACHED:
        petition.reached_at = now
        petition.thresholds.filter(place=0).update(reached_at=now)
    body = {"total": total, "threshold": petition.threshold}
    receipt = append.append(f"petition.{event.value}", petition.subject, body)
    timers.sync(petition)
    number = petition.threshold if to == State.REACHED else total
    Event.objects.create(petition=petition, kind=event, at=now, number=number, receipt=receipt.id)


def _mark(petition: Petition, further: Sequence[Threshold]) -> None:
    """Further thresholds are marked once and stay marked: what they oblige to has begun."""
    for threshold in further:
        now = timezone.now()
        unmarked = Threshold.objects.filter(pk=threshold.pk, reached_at__isnull=True)
        if not _met(petition, threshold) or not unmarked.update(reached_at=now):
            continue
        timers.sync(petition)
        body = {"total": petition.tally.total, "threshold": threshold.names, "code": threshold.code}
        receipt = append.append("petition.step", petition.subject, body)
        Event.objects.create(
            petition=petition, kind=Event.Kind.STEP, at=now, number=threshold.names, receipt=receipt.id
        )
