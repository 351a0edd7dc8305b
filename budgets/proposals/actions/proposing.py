"""What citizens do: propose, stand behind a proposal, take back."""

import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import eligibility
from accounts.models import Area, Channel, Citizen
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from budgets.proposals import rules
from budgets.proposals.models import CoSponsor, Proposal
from budgets.proposals.states import State, sources
from budgets.rounds.models import Round
from realtime.record import append, commitments
from realtime.record.append import Receipt


@dataclass(frozen=True)
class Words:
    """What somebody proposes, where. `photo` has been drawn anew already (`cms.photos`)."""

    title: str
    body: str
    place: str
    district: Area | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    photo: ContentFile[bytes] | None = None
    photo_words: str = ""
    name_public: bool = False
    language: str = "th"


def propose(
    *, by: Citizen, round: Round, words: Words, form: uuid.UUID | None = None, channel: Channel = Channel.ONLINE
) -> Receipt:
    """Hand in a proposal while the round takes ideas.

    Raises Closed outside that time, NotEligible with every reason, AlreadyDone for the same title twice or a form
    sent twice, Refused for a photograph without words.
    """
    if not round.takes_ideas:
        raise Closed(
            _("Proposals can be handed in only while the round takes ideas."), next_url=round.get_absolute_url()
        )
    eligibility.require(rules.eligible(round), by)
    if words.photo and not words.photo_words.strip():
        raise Refused(_("Say what the photograph shows, for people who cannot see it."))
    values = {name: value for name, value in vars(words).items() if name != "photo"}
    proposal = Proposal(
        **values, round=round, citizen=by, channel=channel, salt=commitments.new_salt(), form=form or uuid.uuid4()
    )
    if words.photo:
        proposal.photo.save(words.photo.name or "photo.jpg", words.photo, save=False)
    receipt = append.write(proposal, kind="proposal.made", subject=proposal.subject, body=said(proposal))
    if receipt is None:
        if words.photo:
            proposal.photo.delete(save=False)
        raise AlreadyDone(_("You have proposed this already. It is counted once."))
    return receipt


def sponsor(*, by: Citizen, proposal: Proposal, channel: Channel = Channel.ONLINE) -> Receipt:
    """Stand behind a proposal. Raises Closed once it is decided, NotEligible for one's own, AlreadyDone twice."""
    if not proposal.waiting or not proposal.round.in_review:
        raise Closed(_("This proposal takes no more co-sponsors."), next_url=proposal.get_absolute_url())
    eligibility.require(rules.eligible(proposal.round), by)
    if proposal.citizen_id == by.pk:
        raise NotEligible(_("This is your own proposal."))
    given = CoSponsor(proposal=proposal, citizen=by, channel=channel, salt=commitments.new_salt())
    receipt = append.write(given, kind="proposal.sponsored", subject=proposal.subject, body=_given(given))
    if receipt is None:
        raise AlreadyDone(_("You stand behind this already. It is counted once."), next_url=proposal.get_absolute_url())
    return receipt


@transaction.atomic
def unsponsor(*, by: Citizen, proposal: Proposal) -> Receipt:
    """Take one's support back. Raises AlreadyDone when there is none."""
    mine = CoSponsor.objects.select_for_update().filter(proposal=proposal, citizen=by, withdrawn_at=None).first()
    if mine is None:
        raise AlreadyDone(_("There is no support of yours here to take back."), next_url=proposal.get_absolute_url())
    mine.withdrawn_at = timezone.now()
    mine.save(update_fields=["withdrawn_at"])
    return append.append("proposal.sponsor-withdrawn", proposal.subject, _given(mine))


@transaction.atomic
def withdraw(*, by: Citizen, proposal: Proposal) -> Receipt:
    """Take a proposal back; its place stays marked. Raises NotEligible for another's, Closed once decided."""
    if proposal.citizen_id != by.pk:
        raise NotEligible(_("Only the person who handed in a proposal can take it back."))
    if not move(proposal, State.WITHDRAWN):
        raise Closed(_("Review has decided about this proposal already."), next_url=proposal.get_absolute_url())
    return append.append("proposal.withdrawn", proposal.subject, said(proposal))


def move(proposal: Proposal, to: State, **changes: object) -> bool:
    """Move a proposal if the table of moves allows it now; whether it moved."""
    moved = Proposal.objects.filter(pk=proposal.pk, state__in=sources(to)).update(state=to, **changes)
    proposal.refresh_from_db(fields=["state", "reason", "project"])
    return bool(moved)


def said(proposal: Proposal) -> dict[str, str]:
    """Which act, in which round, and commitments to the words and the person; never the words."""
    salt = bytes(proposal.salt)
    text = f"{proposal.title}\x1f{proposal.body}\x1f{proposal.place}"
    return {
        "act": str(proposal.pk),
        "round": proposal.round.public_id,
        "words": commitments.commit(salt, text),
        "by": commitments.commit(salt, proposal.citizen_id.bytes),
        "channel": str(proposal.channel),
    }


def _given(given: CoSponsor) -> dict[str, str]:
    by = commitments.commit(bytes(given.salt), given.citizen_id.bytes)
    return {"act": str(given.pk), "by": by, "channel": str(given.channel)}
