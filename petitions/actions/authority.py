"""Hand-over, the authority's check, and its answer."""

from datetime import date

from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Citizen, User
from accounts.refusals import Closed, NotEligible, Refused
from petitions import documents, rules, states
from petitions.actions import representing
from petitions.actions.moving import News, answers, decide, note_event, stamp
from petitions.actions.signing import close_the_door
from petitions.models import Answer, Event, Petition, Signature
from petitions.states import State
from realtime.record import canonical
from realtime.record.append import Receipt


def deliver(*, by: Citizen | User, petition: Petition) -> Receipt:
    """Hand the names over: by an initiator (2564 Act s.11) or by the authority's officer who collected them.

    Waits for signatures under way, lets none in after, and certifies the number of living signatures.
    Raises NotEligible for others, Refused when withdrawals have brought it below the threshold, or when the
    representatives of the signers are not named (2564 Act s.11, 2565 Act s.8(3)).
    """
    _may_deliver(by, petition)
    with transaction.atomic():
        close_the_door(petition.pk)
        total = Signature.objects.living().filter(petition_id=petition.pk).count()
        if petition.threshold is None or total < petition.threshold:
            words = _("There are {total} names now; {threshold} are needed.")
            raise Refused(format_lazy(words, total=total, threshold=petition.threshold or 0))
        missing = representing.lacking(petition)
        if missing:
            raise Refused(*missing)
        return decide(
            petition,
            State.DELIVERED,
            Event.Kind.DELIVERED,
            news=News(number=total, body=_handed_over(petition, total)),
            delivered_at=timezone.now(),
            delivered_total=total,
            received_at=None,
            checked_at=None,
            corrected_at=timezone.now() if petition.returned_at else None,
        )


def record_check(*, by: User, petition: Petition, accepted: bool, reason: str = "") -> Receipt:
    """The outcome of the authority's check (2564 Act s.12, 2565 Act s.11). Returning needs a reason."""
    answers(by, petition)
    if not accepted and not reason.strip():
        raise Refused(_("Give a reason: it is published."))
    state, event = (State.ACCEPTED, Event.Kind.ACCEPTED) if accepted else (State.RETURNED, Event.Kind.RETURNED)
    body = {"reason": canonical.text_fingerprint(reason)} if reason else {}
    now = timezone.now()
    stamps = {"checked_at": now} if accepted else {"checked_at": now, "returned_at": now, "corrected_at": None}
    return decide(petition, state, event, news=News(reason, by=by, body=body), **stamps)


@transaction.atomic
def answer(
    *,
    by: User,
    petition: Petition,
    text: str,
    text_en: str = "",
    dated: date | None = None,
    document: File[bytes] | None = None,
) -> Receipt:
    """Publish the official answer with its date and document, or a new revision; earlier revisions are kept.

    A threshold that obliges to an answer may be answered while names are still collected; the state stays then.
    Raises NotEligible without a role, Closed when there is nothing to answer,
    Refused for a document that cannot be one.
    """
    answers(by, petition)
    early = petition.state == State.REACHED and answered_early(petition)
    if petition.state not in states.ANSWERABLE and not early:
        raise Closed(_("Only a petition that has been handed over can be answered."))
    revision = 1 + (Answer.objects.filter(petition=petition).aggregate(last=Max("revision"))["last"] or 0)
    kept, fingerprint = documents.keep(document, petition.title, by) if document else (None, "")
    body = {"revision": revision, "text": canonical.text_fingerprint(text)}
    body |= {"document": fingerprint} if fingerprint else {}
    receipt = _publish(petition, News(number=revision, by=by, body=body), early=early)
    Answer.objects.create(
        petition=petition,
        revision=revision,
        text=text,
        text_en=text_en,
        dated=dated or timezone.localdate(),
        document=kept,
        document_hash=fingerprint,
        by=by,
        receipt=receipt.id,
    )
    return receipt


def _publish(petition: Petition, news: News, *, early: bool) -> Receipt:
    """The first answer moves it to answered; an early one only stamps it; a later one is a revision."""
    now = timezone.now()
    if not early and petition.state != State.ANSWERED:
        return decide(petition, State.ANSWERED, Event.Kind.ANSWERED, news=news, answered_at=now)
    if news.number == 1:
        return stamp(petition, Event.Kind.ANSWERED, news, answered_at=now)
    return note_event(petition, Event.Kind.REVISED, news)


def answered_early(petition: Petition) -> bool:
    """Whether a threshold already reached obliges to an answer before hand-over."""
    return any(rule.starts in {"reached_at", "threshold.names"} for rule in petition.preset.clocks)


def _handed_over(petition: Petition, total: int) -> dict[str, int | None]:
    """What the entry says: numbers only."""
    body = {"total": total, "threshold": petition.threshold}
    return body | ({"representatives": petition.representatives.count()} if petition.preset.representatives[1] else {})


def _may_deliver(by: Citizen | User, petition: Petition) -> None:
    if isinstance(by, Citizen):
        allowed = petition.initiators.filter(citizen=by).exists()
    else:
        allowed = rules.may_answer(by, petition)
    if not allowed:
        raise NotEligible(_("Only an initiator or the authority's officer can hand the names over."))
