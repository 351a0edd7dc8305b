"""After acceptance: the executive's certificate, the hearing, the debate, the decision.

2564 Act ss.12-13: the Secretariat publishes the bill, hears those concerned and analyses impacts before the House
takes it up. 2565 Act s.12: a budget ordinance needs the local executive's certificate; s.13: the council considers it.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import has_role
from accounts.models import Role, User
from accounts.refusals import Closed, NotEligible
from petitions.actions.moving import News, answers, decide, needed, stamp
from petitions.models import Event, Petition
from petitions.states import State
from realtime.record import canonical
from realtime.record.append import Receipt

CERTIFIABLE = {State.DELIVERED, State.CHECKING, State.ACCEPTED}


def begin_check(*, by: User, petition: Petition, note: str = "") -> Receipt:
    """Take it up for the check of documents and names (2564 Act s.12 para. 1, 2565 Act s.11 para. 1)."""
    answers(by, petition)
    news = _news(by, note)
    return decide(petition, State.CHECKING, Event.Kind.CHECKING, news=news, received_at=timezone.now())


def ask_certificate(*, by: User, petition: Petition, note: str = "") -> Receipt:
    """Found to be a budget: send it to the local executive (2565 Act s.12 para. 1). Starts the 15 days."""
    answers(by, petition)
    if not petition.preset.certificate or petition.state not in CERTIFIABLE or petition.certificate_asked_at:
        raise Closed(_("This petition needs no certificate of the executive now."))
    stamps = {"is_budget": True, "certificate_asked_at": timezone.now()}
    return stamp(petition, Event.Kind.ASKED, _news(by, note), **stamps)


def certify(*, by: User, petition: Petition, given: bool, note: str = "") -> Receipt:
    """The executive gives its certificate, or refuses it with the reason (2565 Act s.12 para. 2). Heads only."""
    if not has_role(by, petition.addressee, Role.HEAD):
        raise NotEligible(_("Only the head of the authority can give or refuse the certificate."))
    if petition.certificate_asked_at is None or petition.certificate_at is not None:
        raise Closed(_("The certificate has not been asked for, or has been decided about."))
    news = _news(by, note if given else needed(note))
    event = Event.Kind.CERTIFIED if given else Event.Kind.UNCERTIFIED
    return stamp(petition, event, news, certificate_at=timezone.now(), certified=given)


def open_hearing(*, by: User, petition: Petition, note: str = "") -> Receipt:
    """Begin the public hearing on it (2564 Act s.13)."""
    answers(by, petition)
    return decide(petition, State.HEARING, Event.Kind.HEARING, news=_news(by, note), hearing_at=timezone.now())


def publish_hearing(*, by: User, petition: Petition, note: str) -> Receipt:
    """Publish what the hearing gave and the impact analysis (2564 Act s.13). `note` says both in short."""
    answers(by, petition)
    if petition.state != State.HEARING or petition.heard_at:
        raise Closed(_("There is no hearing whose results are still to be published."))
    return stamp(petition, Event.Kind.HEARD, _news(by, needed(note)), heard_at=timezone.now())


def debate(*, by: User, petition: Petition, note: str) -> Receipt:
    """Say that and how it was debated. Raises Closed before the hearing's results where s.13 asks for one."""
    answers(by, petition)
    _ready(petition)
    return decide(petition, State.DEBATED, Event.Kind.DEBATED, news=_news(by, needed(note)), debated_at=timezone.now())


def conclude(*, by: User, petition: Petition, note: str) -> Receipt:
    """Say what was decided: adopted, refused, taken up by the agency."""
    answers(by, petition)
    _ready(petition)
    news = _news(by, needed(note))
    return decide(petition, State.DECIDED, Event.Kind.DECIDED, news=news, concluded_at=timezone.now())


def _ready(petition: Petition) -> None:
    if petition.hearing_first and not petition.heard_at:
        raise Closed(_("First publish the results of the hearing and the impact analysis (2564 Act s.13)."))
    if petition.is_budget and not petition.certified:
        raise Closed(_("A budget needs the executive's certificate first (2565 Act s.12)."))


def _news(by: User, note: str) -> News:
    return News(note, by=by, body={"note": canonical.text_fingerprint(note)} if note.strip() else {})
