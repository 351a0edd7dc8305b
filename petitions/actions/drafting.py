"""Starting a petition: writing, inviting initiators, submitting, taking it back."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import eligibility
from accounts.models import Agency, Citizen
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused, Sentence
from petitions import frozen, rules, telling
from petitions.actions.moving import News, decide, move, needed
from petitions.models import Event, Initiator, Petition
from petitions.models.petition import new_public_id
from petitions.states import EDITABLE, PUBLIC, State
from realtime.record import canonical

TEXT = (
    "title",
    "title_en",
    "summary",
    "summary_en",
    "background",
    "principle",
    "analysis",
    "sections",
    "pasted",
    "concerns",
)


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
        Initiator.objects.create(petition=petition, citizen=by, text=frozen.text_hash(petition))
        telling.keep_informed(by, petition.subject)
    return petition


@transaction.atomic
def revise(*, by: Citizen, petition: Petition, text: dict[str, Any], **more: Any) -> Petition:
    """Change the draft. Other initiators are asked to confirm the changed text again.

    Raises NotEligible for others, Closed once it has been submitted.
    """
    _own(by, petition)
    if petition.state not in EDITABLE:
        raise Closed(_("The text is fixed once the petition has been submitted."))
    for name, value in {**{k: text[k] for k in TEXT if k in text}, **more}.items():
        setattr(petition, name, value)
    petition.save()
    petition.initiators.filter(citizen=by).update(text=frozen.text_hash(petition))
    return petition


def invite(*, by: Citizen, petition: Petition) -> None:
    """Let others join as initiators by its link or code (2564 Act s.8: at least twenty)."""
    _own(by, petition)
    move(petition, State.INVITING, invite_code=petition.invite_code or new_public_id()[:8])


def join(*, by: Citizen, petition: Petition) -> None:
    """Become an initiator of the text as it stands, named in public; or confirm it again after a change.

    Each by their own verified identity (2564 Act s.8 para. 1). Raises Closed, NotEligible, AlreadyDone.
    """
    if petition.state != State.INVITING:
        raise Closed(_("This petition is not looking for initiators now."))
    eligibility.require(rules.eligibility_for(petition), by)
    text = frozen.text_hash(petition)
    known = Initiator.objects.filter(petition=petition, citizen=by)
    if known.exclude(text=text).update(text=text):
        return
    try:
        with transaction.atomic():
            Initiator.objects.create(petition=petition, citizen=by, text=text)
            telling.keep_informed(by, petition.subject)
    except IntegrityError as error:
        raise AlreadyDone(_("You are already one of the initiators.")) from error


def leave(*, by: Citizen, petition: Petition) -> None:
    """Be an initiator no longer; possible until the draft is submitted. Raises Closed, AlreadyDone."""
    if petition.petitioner_id == by.pk:
        raise Closed(_("You started it: give the petition up, or stay."))
    if petition.state not in EDITABLE:
        raise Closed(_("Once the draft has been submitted, its initiators stand."))
    if not petition.initiators.filter(citizen=by).delete()[0]:
        raise AlreadyDone(_("You are not one of the initiators."))


def lacking(petition: Petition) -> list[Sentence]:
    """What the law still asks for before it can be submitted: documents (s.6), confirmed initiators (s.8)."""
    kind = petition.preset
    found: list[Sentence] = [
        format_lazy(_("Missing: {document} ({source})"), document=document.label, source=document.source)
        for document in kind.documents
        if not getattr(petition, document.field)
    ]
    found += [format_lazy(_("Missing: {what}"), what=words) for field, words in _ALWAYS if not getattr(petition, field)]
    joined = confirmed(petition)
    if joined < kind.initiators:
        words = _("Initiators: {joined} of {needed}. Invite others by the link.")
        found.append(format_lazy(words, joined=joined, needed=kind.initiators))
    return found


def confirmed(petition: Petition) -> int:
    """How many initiators have confirmed the text as it stands."""
    return petition.initiators.filter(text=frozen.text_hash(petition)).count()


def submit(*, by: Citizen, petition: Petition) -> None:
    """Hand the draft in for the check before collecting (2564 Act s.8). Raises Refused naming what is lacking."""
    _own(by, petition)
    missing = lacking(petition)
    if missing:
        raise Refused(*missing)
    move(petition, State.PRINCIPLE, submitted_at=timezone.now())


_ALWAYS = (("summary", _("What you ask for")), ("background", _("Why")))


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
