"""Starting a petition: writing, inviting initiators, submitting, taking it back."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import eligibility
from accounts.models import Agency, Citizen
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from petitions import rules
from petitions.actions.moving import News, decide, move, needed
from petitions.models import Event, Initiator, Petition
from petitions.states import EDITABLE, PUBLIC, State
from realtime.record import canonical

TEXT = ("title", "title_en", "summary", "summary_en", "background", "principle", "analysis", "sections")


def draft(*, by: Citizen, kind: str, addressee: Agency, text: dict[str, Any], **more: Any) -> Petition:
    """A new draft that only `by` and the addressee's desk can read. `text` has the fields named in TEXT.

    Raises NotEligible for somebody who could not sign it.
    """
    petition = Petition(kind=kind, addressee=addressee, petitioner=by, **{k: text[k] for k in TEXT if k in text})
    for name, value in more.items():
        setattr(petition, name, value)
    eligibility.require(rules.eligibility_for(petition), by)
    with transaction.atomic():
        petition.save(force_insert=True)
        Initiator.objects.create(petition=petition, citizen=by)
    return petition


def revise(*, by: Citizen, petition: Petition, text: dict[str, Any], **more: Any) -> Petition:
    """Change the draft. Raises NotEligible for others, Closed once it has been submitted."""
    _own(by, petition)
    if petition.state not in EDITABLE:
        raise Closed(_("The text is fixed once the petition has been submitted."))
    for name, value in {**{k: text[k] for k in TEXT if k in text}, **more}.items():
        setattr(petition, name, value)
    petition.save()
    return petition


def invite(*, by: Citizen, petition: Petition) -> None:
    """Let others join as initiators by its link (2564 Act s.8: at least twenty)."""
    _own(by, petition)
    move(petition, State.INVITING)


def join(*, by: Citizen, petition: Petition) -> None:
    """Become an initiator, named in public. Raises Closed, NotEligible, AlreadyDone."""
    if petition.state != State.INVITING:
        raise Closed(_("This petition is not looking for initiators now."))
    eligibility.require(rules.eligibility_for(petition), by)
    try:
        with transaction.atomic():
            Initiator.objects.create(petition=petition, citizen=by)
    except IntegrityError as error:
        raise AlreadyDone(_("You are already one of the initiators.")) from error


def submit(*, by: Citizen, petition: Petition) -> None:
    """Hand the draft in for the check before collecting (2564 Act s.8).

    Raises Refused naming what the law still asks for: documents, initiators, the number of electors.
    """
    _own(by, petition)
    lacking = [
        format_lazy(_("Missing: {document} ({source})"), document=document.label, source=document.source)
        for document in petition.preset.documents
        if not getattr(petition, document.field)
    ]
    joined, needed = petition.initiators.count(), petition.preset.initiators
    if joined < needed:
        words = _("Initiators: {joined} of {needed}. Invite others by the link.")
        lacking.append(format_lazy(words, joined=joined, needed=needed))
    if lacking:
        raise Refused(*lacking)
    move(petition, State.PRINCIPLE, submitted_at=timezone.now())


def withdraw_petition(*, by: Citizen, petition: Petition, reason: str = "") -> None:
    """The petitioner gives the petition up; possible until hand-over. In public it needs a reason.

    An initiator may appeal (petitions.actions.appeals): others have put their names under it.
    """
    _own(by, petition)
    if petition.state in PUBLIC:
        body = {"reason": canonical.text_fingerprint(needed(reason))}
        decide(petition, State.WITHDRAWN, Event.Kind.WITHDRAWN, news=News(reason, body=body))
    else:
        move(petition, State.WITHDRAWN)


def _own(by: Citizen, petition: Petition) -> None:
    if petition.petitioner_id != by.pk:
        raise NotEligible(_("Only the person who started this petition can do this."))
