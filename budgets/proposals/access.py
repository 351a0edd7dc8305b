"""Finding proposals for a reader: shared by all views."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from budgets.proposals.models import Proposal
from budgets.rounds.models import Round


def proposal_of(round_id: str, public_id: str) -> Proposal:
    """A proposal with its round, agency and author, or 404. One query."""
    return get_object_or_404(Proposal.objects.public(), round__page__public_id=round_id, public_id=public_id)


def trail(round_: Round, proposal: Proposal | None = None) -> list[dict[str, str]]:
    """The way back up."""
    steps = [
        {"href": reverse("rounds:index"), "label": _("Budget votes")},
        {"href": round_.get_absolute_url(), "label": round_.page.local_title},
        {"href": reverse("proposals:index", args=[round_.public_id]), "label": _("Proposals")},
    ]
    if proposal:
        steps.append({"href": proposal.get_absolute_url(), "label": proposal.title})
    return steps
