"""Opening something from a petition: a hearing (2564 Act s.13), a round."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Closed
from cms import origins
from cms.origins import Draft, Origin
from petitions.actions.moving import News, answers, note_event
from petitions.models import Event, FollowUp, Petition
from petitions.states import HANDED_OVER


@transaction.atomic
def open_from(*, by: User, petition: Petition, kind: str) -> Draft:
    """Make a prefilled draft of `kind` and link it both ways. Raises NotEligible, Closed before hand-over."""
    answers(by, petition)
    if petition.state not in HANDED_OVER or kind not in origins.kinds():
        raise Closed(_("Something can be opened from a petition once it has been handed over."))
    draft = origins.begin(kind, _origin(petition), by)
    body = {"kind": kind, "public_id": draft.public_id}
    receipt = note_event(petition, Event.Kind.OPENED_FROM, News(by=by, body=body))
    FollowUp.objects.create(petition=petition, kind=kind, public_id=draft.public_id, by=by, receipt=receipt.id)
    return draft


def _origin(petition: Petition) -> Origin:
    return Origin(
        kind="petition",
        public_id=petition.public_id,
        title=petition.title,
        title_en=petition.title_en,
        summary=petition.summary,
        summary_en=petition.summary_en,
        reasons=petition.background,
        agency=petition.addressee,
        sections=[(section["label"], section["text"]) for section in petition.sections],
    )
