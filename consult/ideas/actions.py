"""The only writers of ideas, support, answers and decisions about them."""

import uuid
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import eligibility
from accounts.models import Agency, Channel, Citizen, User
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from consult.ideas import rules, telling
from consult.ideas.models import Idea, IdeaAnswer, IdeaModeration, IdeaSupport
from consult.ideas.states import ABOUT_AN_ACT, MOVES, Decision, Kind, State
from realtime.record import append, canonical, commitments
from realtime.record.append import Receipt

LEAST = 20  # characters of an answer or a reason


@dataclass(frozen=True)
class Proposal:
    """What somebody proposes, to whom."""

    kind: Kind
    title: str
    body: str
    agency: Agency
    act_title: str = ""
    name_public: bool = False
    language: str = "th"


def propose(
    *, by: Citizen, proposal: Proposal, form: uuid.UUID | None = None, channel: Channel = Channel.ONLINE
) -> Receipt:
    """Put an idea before an agency (2562 Act s.11 (6)).

    Raises NotEligible with every reason, AlreadyDone for the same title twice or a form sent twice, Refused for a
    request about an Act that does not name it.
    """
    eligibility.require(rules.RULES, by)
    if proposal.kind in ABOUT_AN_ACT and not proposal.act_title.strip():
        raise Refused(_("Say which Act it is about."))
    idea = Idea(
        **vars(proposal), citizen=by, province=by.area_id[:2], channel=channel, salt=commitments.new_salt(),
        form=form or uuid.uuid4(),
    )  # fmt: skip
    receipt = append.write(idea, kind="idea.proposed", subject=idea.subject, body=_said(idea))
    if receipt is None:
        raise AlreadyDone(_("You have proposed this already. It is counted once."))
    return receipt


def support(*, by: Citizen, idea: Idea, channel: Channel = Channel.ONLINE) -> Receipt:
    """Say "so do I". Raises Closed for an idea that is not shown, NotEligible for one's own, AlreadyDone twice."""
    if not idea.shown:
        raise Closed(_("This idea is not shown any more."), next_url=idea.get_absolute_url())
    eligibility.require(rules.RULES, by)
    if idea.citizen_id == by.pk:
        raise NotEligible(_("This is your own idea."))
    given = IdeaSupport(idea_id=idea.pk, citizen=by, channel=channel, salt=commitments.new_salt())
    receipt = append.write(given, kind="idea.supported", subject=idea.subject, body=_supported(given))
    if receipt is None:
        raise AlreadyDone(_("You support this already. It is counted once."), next_url=idea.get_absolute_url())
    return receipt


@transaction.atomic
def withdraw_support(*, by: Citizen, idea: Idea) -> Receipt:
    """Take support back. Raises AlreadyDone when there is none."""
    given = IdeaSupport.objects.select_for_update().filter(idea=idea, citizen=by, withdrawn_at=None).first()
    if given is None:
        raise AlreadyDone(_("There is no support of yours here to take back."), next_url=idea.get_absolute_url())
    given.withdrawn_at = timezone.now()
    given.save(update_fields=["withdrawn_at"])
    return append.append("idea.support-withdrawn", idea.subject, _supported(given))


@transaction.atomic
def withdraw(*, by: Citizen, idea: Idea) -> Receipt:
    """Take an idea back; its place stays marked. Raises NotEligible for another's, Closed once answered."""
    if idea.citizen_id != by.pk:
        raise NotEligible(_("Only the person who proposed an idea can take it back."))
    if not rules.may_withdraw(by, idea) or not _move(idea, State.WITHDRAWN):
        raise Closed(_("This idea was answered, or is not shown any more."), next_url=idea.get_absolute_url())
    return append.append("idea.withdrawn", idea.subject, _said(idea))


@transaction.atomic
def carry_out(*, by: User | None, idea: Idea, to: State, reason: str) -> Receipt:
    """Carry out what consult.moderation decided: it has checked who may, or that many reported it."""
    if not _move(idea, to, hidden_reason=reason if to == State.HIDDEN else ""):
        raise AlreadyDone(_("Somebody has decided about this idea already."), next_url=idea.get_absolute_url())
    IdeaModeration.objects.create(idea=idea, by=by, to_state=to, reason=reason)
    kind = "idea.hidden" if to == State.HIDDEN else "idea.shown"
    return append.append(kind, idea.subject, {"act": str(idea.pk), "reason": reason})


@transaction.atomic
def answer(*, by: User, idea: Idea, decision: Decision, text: str, text_en: str = "") -> Receipt:
    """The agency's official answer; a later one is a revision, and every revision stays. Supporters are told.

    Raises PermissionDenied for anyone but authors and heads of the agency, Refused for a text too short to be one.
    """
    if not rules.may_answer(by, idea):
        raise PermissionDenied
    if len(text.strip()) < LEAST:
        raise Refused(_("The answer needs at least 20 characters: people will read it."))
    held = Idea.objects.select_for_update().get(pk=idea.pk)
    if not held.shown:
        raise Closed(_("This idea is not shown any more."), next_url=idea.get_absolute_url())
    given = IdeaAnswer.objects.create(
        idea=held, revision=held.answers.count() + 1, decision=decision, text=text, text_en=text_en, by=by
    )
    Idea.objects.filter(pk=idea.pk).update(answered_at=given.at)
    telling.answered(held, given)
    body = {"revision": given.revision, "decision": str(decision), "text": canonical.text_fingerprint(text)}
    return append.append("idea.answered", idea.subject, body)


def _move(idea: Idea, to: State, **changes: str) -> bool:
    allowed = [state for state, targets in MOVES.items() if to in targets]
    return bool(Idea.objects.filter(pk=idea.pk, state__in=allowed).update(state=to, **changes))


def _said(idea: Idea) -> dict[str, str]:
    """Which act, of which kind, and commitments to the words and the person; never the words."""
    salt = bytes(idea.salt)
    return {
        "act": str(idea.pk),
        "idea": str(idea.kind),
        "words": commitments.commit(salt, f"{idea.title}\x1f{idea.body}\x1f{idea.act_title}"),
        "by": commitments.commit(salt, idea.citizen_id.bytes),
        "channel": str(idea.channel),
    }


def _supported(given: IdeaSupport) -> dict[str, str]:
    salt = bytes(given.salt)
    by = commitments.commit(salt, given.citizen_id.bytes)
    return {"act": str(given.pk), "by": by, "channel": str(given.channel)}
