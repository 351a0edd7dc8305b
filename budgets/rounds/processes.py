"""Rounds among all public processes: the home page, search, stored references, recounts, live figures."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from budgets.rounds import figures
from budgets.rounds.models import Round
from cms import processes
from cms.processes import Card, Kind
from realtime.live import topics
from realtime.record import recounts


def card(round_: Round) -> Card:
    """The round as a list of processes shows it."""
    page = round_.page
    return Card(
        kind="round",
        public_id=round_.public_id,
        title=in_language(page, "title"),
        summary=in_language(page, "summary"),
        url=round_.get_absolute_url(),
        agency=str(page.agency),
        verb=_("Vote"),
        closes_at=page.closes_at,
        figure=str(figures.figures(round_).participants),
        figure_label=_("people have voted"),
        topic=f"round.{round_.public_id}",
        invented=page.agency.invented,
    )


def open_cards() -> Iterable[Card]:
    """Those in which one can vote now."""
    return [card(round_) for round_ in Round.objects.votable().prefetch_related("days")[:20]]


def find(public_id: str) -> Card | None:
    """One published round."""
    round_ = Round.objects.published().filter(page__public_id=public_id).first()
    return card(round_) if round_ else None


processes.register(Kind("round", _("Participatory round"), open_cards, find))
topics.register("round", figures.live)
recounts.register("rounds.participants", figures.recount_all)
