"""Whom a proposal tells what: its author and its co-sponsors hear what becomes of it."""

from typing import Any

from django.utils.translation import gettext_noop

from accounts.models import Citizen
from accounts.notices.telling import tell
from budgets.proposals.models import CoSponsor, Decision, Proposal


def _behind(proposal: Proposal) -> list[Any]:
    sponsors = CoSponsor.objects.filter(proposal=proposal, withdrawn_at=None).values("citizen")
    return [*Citizen.objects.filter(pk__in=sponsors).values_list("pk", flat=True), proposal.citizen_id]


def decided(proposal: Proposal, decision: Decision) -> None:
    """The decision, to everybody behind the proposal; once for each instance."""
    heading = gettext_noop("Accepted for the ballot: %(title)s")
    if not decision.accepted:
        heading = gettext_noop("Refused in review: %(title)s")
    tell(
        citizens=_behind(proposal),
        kind="proposal.decided",
        about=proposal.subject,
        path=proposal.get_absolute_url,
        heading=heading,
        text=gettext_noop("The decision about a proposal that you made or support, with its reasons."),
        values=lambda: {"title": proposal.title},
        once=f"{proposal.subject}/decision/{decision.instance}",
    )


def arranged(old: Proposal, new: Proposal, reason: str) -> None:
    """That a proposal was joined with another or divided, to everybody behind it."""
    tell(
        citizens=_behind(old),
        kind="proposal.arranged",
        about=old.subject,
        path=new.get_absolute_url,
        heading=gettext_noop("Joined or divided in review: %(title)s"),
        text=gettext_noop("Your name and your support stay with it. Reason: %(reason)s"),
        values=lambda: {"title": old.title, "reason": reason},
        once=f"{old.subject}/arranged",
    )
