"""Proposals as the rest of the site knows them: search, a person's own acts, kinds of entries, recounts, figures."""

from collections.abc import Iterable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import acts
from accounts.acts import Act
from accounts.models import Citizen
from budgets.proposals import figures
from budgets.proposals.models import CoSponsor, Proposal
from budgets.proposals.states import State
from cms import processes, search
from cms.processes import Card, Kind
from cms.search import Hit
from realtime.live import topics
from realtime.record import kinds, recounts

FEW = 6


def card(proposal: Proposal) -> Card:
    """The proposal as a list of processes shows it."""
    return Card(
        kind="proposal", public_id=proposal.public_id, title=proposal.title, summary=proposal.body[:300],
        url=proposal.get_absolute_url(), agency=str(proposal.round.page.agency), verb=_("Support"),
        figure=f"{proposal.supports:,}", figure_label=_("co-sponsors"), topic=f"proposal.{proposal.public_id}",
        invented=proposal.demonstration,
        agency_slug=proposal.round.page.agency.slug,
    )  # fmt: skip


def find(public_id: str) -> Card | None:
    """One proposal that can be read."""
    proposal = Proposal.objects.public().readable().filter(public_id=public_id).first()
    return card(proposal) if proposal else None


def index(proposal: Proposal) -> None:
    """Make a proposal findable, or take it out of the search when it cannot be read."""
    if not proposal.readable or proposal.state in {State.MERGED, State.SPLIT}:
        search.remove(kind="proposal", public_id=proposal.public_id)
        return
    url = f"/rounds/{proposal.round.public_id}/proposals/{proposal.public_id}/"
    words = f"{proposal.place}\n{proposal.body}"
    search.index(kind="proposal", public_id=proposal.public_id, title=proposal.title, body=words, url=url)


def similar(round_id: str, title: str, language: str) -> list[Hit]:
    """The nearest proposals of the same round, found by Thai words; best first."""
    here = f"/{language}/rounds/{round_id}/"
    return [hit for hit in search.find(title, kind="proposal", language=language).hits if hit.url.startswith(here)][
        :FEW
    ]


def acts_of(citizen: Citizen) -> Iterable[Act]:
    """What this person proposed and stands behind. Two queries."""
    for mine in Proposal.objects.filter(citizen=citizen).select_related("round__page"):
        title = format_lazy(_("Proposal: {title}"), title=mine.title)
        yield Act(title, mine.get_absolute_url(), mine.created_at, State(mine.state).label)
    behind = CoSponsor.objects.filter(citizen=citizen, withdrawn_at=None).select_related("proposal__round__page")
    for given in behind:
        title = format_lazy(_("Support for the proposal: {title}"), title=given.proposal.title)
        became = State(given.proposal.state).label
        yield Act(title, given.proposal.get_absolute_url(), given.created_at, became=became)


def recount_all() -> Iterable[str]:
    """One sentence for each proposal whose support does not agree with the rows."""
    for proposal in Proposal.objects.iterator(500):
        if proposal.supports != figures.recount(proposal):
            yield f"{proposal.public_id}: {proposal.supports} counted, the rows say {figures.recount(proposal)}"


processes.register(Kind("proposal", _("Proposal for a budget round"), tuple, find, tuple))
acts.register(acts_of)
recounts.register("proposals.support", recount_all)
topics.register("proposal", figures.live)
kinds.register(
    {
        "proposal.made": _("Proposal for a budget round"),
        "proposal.sponsored": _("Support for a proposal"),
        "proposal.sponsor-withdrawn": _("Support for a proposal taken back"),
        "proposal.withdrawn": _("Proposal taken back"),
        "proposal.hidden": _("Proposal hidden by a moderator"),
        "proposal.shown": _("Proposal shown again"),
        "proposal.merged": _("Proposal joined with another"),
        "proposal.split": _("Proposal divided into parts"),
        "proposal.carried": _("Support carried to a part of a proposal"),
        "proposal.conflict": _("A reviewer declared an interest and stands aside"),
        "proposal.opinion": _("Opinion of a reviewer"),
        "proposal.decided": _("Decision about a proposal"),
        "proposal.appealed": _("Appeal against a refusal"),
        "round.reviewer-named": _("Reviewer of a round named"),
    }
)
