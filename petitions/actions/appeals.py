"""Appeals against a petition being refused, hidden, closed or given up: lodged by an initiator, decided by another."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Citizen, User
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from petitions import rules, states
from petitions.actions.desk import standing, without_lost_days
from petitions.actions.moving import News, decide, needed, note_event
from petitions.models import Appeal, Event, Petition
from petitions.states import State
from realtime.record import canonical
from realtime.record.append import Receipt


@transaction.atomic
def appeal(*, by: Citizen, petition: Petition, reason: str) -> Receipt:
    """Ask somebody else to decide again. Raises NotEligible, Closed, AlreadyDone, Refused without a reason."""
    if not petition.initiators.filter(citizen=by).exists():
        raise NotEligible(_("Only an initiator of this petition can appeal."))
    if petition.state not in states.STOPPED or not (petition.is_public or petition.state == State.HIDDEN):
        raise Closed(_("There is nothing here to appeal against."))
    stopped = petition.events.filter(kind=petition.state).order_by("-at", "-id").first()
    try:
        with transaction.atomic():
            Appeal.objects.create(
                petition=petition,
                against=petition.state,
                against_officer=stopped.by if stopped else None,
                back_to=_back(petition),
                by=by,
                reason=needed(reason),
            )
    except IntegrityError as error:
        raise AlreadyDone(_("An appeal is being decided already.")) from error
    body = {"against": str(petition.state), "reason": canonical.text_fingerprint(reason)}
    return note_event(petition, Event.Kind.APPEALED, News(body=body))


@transaction.atomic
def decide_appeal(*, by: User, appeal: Appeal, upheld: bool, reason: str) -> Receipt:
    """Uphold it, and the petition goes on where it was stopped with the lost days added; or dismiss it.

    By head or reviewer of the addressee, never by the officer it is against (CHECK appeal_decided_by_another).
    """
    petition = appeal.petition
    if not rules.may_hear_appeal(by, petition, appeal.against_officer):
        raise NotEligible(_("An appeal is decided by the head or a reviewer, never by whom it is against."))
    if appeal.upheld is not None or petition.state != appeal.against:
        raise Closed(_("This appeal has been decided, or the petition has moved on."))
    needed(reason)
    now = timezone.now()
    decision = {"upheld": upheld, "decided_by": by, "decided_at": now, "decision": reason}
    if not Appeal.objects.filter(pk=appeal.pk, upheld__isnull=True).update(**decision):
        raise Closed(_("This appeal has been decided, or the petition has moved on."))
    news = News(reason, by=by, body={"upheld": upheld, "reason": canonical.text_fingerprint(reason)})
    if not upheld:
        return note_event(petition, Event.Kind.DISMISSED, news)
    to = State(appeal.back_to)
    return decide(petition, to, Event.Kind.UPHELD, news=news, **_stamps(petition, to, now))


def _back(petition: Petition) -> State:
    """Where the petition goes when the appeal is upheld."""
    if petition.state == State.REJECTED:
        return State.RETURNED if petition.delivered_at else _unopened(petition)
    if petition.state == State.EXPIRED:
        return State.COLLECTING
    return standing(petition)


def _unopened(petition: Petition) -> State:
    if petition.opens_at:
        raise Refused(_("It was refused for good after it had been hidden."))
    return State.PRINCIPLE


def _stamps(petition: Petition, to: State, now: datetime) -> dict[str, datetime | None]:
    if to == State.PRINCIPLE:
        return {"submitted_at": now, "decided_at": None}
    if to == State.RETURNED:
        return {"returned_at": now, "corrected_at": None}
    return {"closes_at": without_lost_days(petition)}
