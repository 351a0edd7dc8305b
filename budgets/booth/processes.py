"""Booths as the rest of the site knows them: a way to vote, kinds of entries, and tags that end with the round."""

from collections.abc import Iterable, Sequence

from django.db.models import F, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Sentence
from budgets.booth.models import Handout, Station
from budgets.booth.states import State
from budgets.rounds import channels
from budgets.rounds.models import Round
from realtime.record import kinds, projections
from realtime.record.projections import Sealed


class Paper:
    """Voting on paper at a booth."""

    def holding(self, round_: Round, tag: bytes) -> Sentence:
        """Whoever has a paper, in the hand or in the box, cannot vote here."""
        paper = Handout.objects.filter(round=round_, tag=tag).first()
        if paper is None:
            return ""
        if paper.held == "in":
            return _("You have voted on paper at a booth. A paper in the box cannot be replaced.")
        return _("A paper ballot was handed out to you at a booth. Give it back there to vote online.")

    def without_ballot(self, round_id: str) -> int:
        """Papers in boxes that are not keyed yet, and void or missing ones. One query."""
        stations = Station.objects.filter(round__page__public_id=round_id)
        left = stations.aggregate(n=Sum(F("deposited") - Coalesce(F("valid"), Value(0))))["n"]
        return left or 0

    def unfinished(self, round_: Round) -> Iterable[Sentence]:
        """Booths that are not closed."""
        for station in Station.objects.filter(round=round_).exclude(state=State.CLOSED):
            yield format_lazy(_("The booth {name} is not closed and reconciled yet."), name=str(station))


@projections.register("round.keys-destroyed")
def forget(entries: Sequence[Sealed], _size: int) -> Iterable[str]:
    """When the keys are gone, who held a paper goes too."""
    Handout.objects.filter(round__page__public_id__in=[entry.public_id for entry in entries]).delete()
    return ()


channels.register(Paper())
kinds.register(
    {
        "round.paper-deposit": _("Paper ballot put into a box"),
        "booth.set-up": _("Booth set up"),
        "booth.opened": _("Box of a booth opened"),
        "booth.confirmed": _("Numbers of a booth confirmed by one officer"),
        "booth.closed": _("Booth closed by two officers"),
    }
)
