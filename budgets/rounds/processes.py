"""Rounds among all public processes: the home page, search, stored references, recounts, live figures."""

from collections.abc import Iterable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import acts
from accounts.acts import Act
from accounts.bilingual import in_language
from accounts.models import Citizen
from budgets.rounds import figures, rules
from budgets.rounds.models import Round
from budgets.rounds.stores import keys, verbs
from cms import processes
from cms.processes import Card, Kind
from realtime.live import topics
from realtime.record import kinds, recounts


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
        figure=f"{figures.figures(round_).participants:,}",
        figure_label=_("people have voted"),
        topic=f"round.{round_.public_id}",
        invented=page.agency.invented,
        areas=rules.eligible(round_).areas,
        agency_slug=page.agency.slug,
    )


def open_cards() -> Iterable[Card]:
    """Those in which one can vote now."""
    return [card(round_) for round_ in Round.objects.votable().prefetch_related("days")[: processes.MOST]]


def find(public_id: str) -> Card | None:
    """One published round."""
    round_ = Round.objects.published().filter(page__public_id=public_id).first()
    return card(round_) if round_ else None


def acts_of(citizen: Citizen) -> Iterable[Act]:
    """Taking part in the rounds whose keys still exist, with the day; never a choice.

    After the count nobody can tell any more who took part: the keys are gone.
    """
    for round_ in Round.objects.frozen().with_page():
        try:
            tag = keys.voter_tag(round_.public_id, citizen)
        except keys.KeysGone:
            continue
        day = verbs.voted_on(round_.public_id, tag)
        if day:
            title = format_lazy(_("Took part: {title}"), title=in_language(round_.page, "title"))
            yield Act(title, round_.get_absolute_url(), day)


acts.register(acts_of)
processes.register(Kind("round", _("Participatory round"), open_cards, find))
topics.register("round", figures.live)
recounts.register("rounds.participants", figures.recount_all)
kinds.register(
    {
        "round.opened": _("Rules of a round frozen, ballot announced"),
        "round.ballot": _("Ballot cast"),
        "round.ballot-replaced": _("Ballot replaced by a later one"),
        "round.close-confirmed": _("An officer confirmed that a ballot is over and that every ballot fits its entry"),
        "round.closed": _("Ballot closed"),
        "round.counted": _("Ballots counted"),
        "round.keys-destroyed": _("Keys of a ballot destroyed"),
        "round.certificate-signed": _("One of two officers confirmed a count"),
        "round.certified": _("Count certified by two officers"),
        "round.recount-ordered": _("Recount ordered"),
        "round.corrected": _("Result corrected by two officers after a recount"),
    }
)
