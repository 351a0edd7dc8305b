"""Everything the page of one petition shows, read in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts import eligibility
from accounts.bilingual import in_language
from accounts.models import Area
from accounts.refusals import Sentence
from cms import processes
from cms.processes import Card
from petitions import figures, sparkline
from petitions.actions import pausing
from petitions.clocks import Clock, clocks_for
from petitions.figures import Figures, Hour
from petitions.kinds import PetitionKind
from petitions.models import Answer, Event, FollowUp, Pause, Petition
from petitions.rules import Signable


@dataclass(frozen=True)
class PlaceRow:
    """Names from one province; an empty name stands for the small ones together."""

    name: str
    total: int


@dataclass(frozen=True)
class PetitionPage:
    """One petition as its page shows it."""

    petition: Petition
    kind: PetitionKind
    open: bool
    pause: Pause | None
    figures: Figures
    rate: int
    hours: Sequence[Hour]
    curve: sparkline.Curve
    places: Sequence[PlaceRow]
    events: Sequence[Event]
    clocks: Sequence[Clock]
    initiators: Sequence[str]
    representatives: Sequence[str]
    rules: Sequence[Sentence]
    answers: Sequence[Answer]
    followed: Sequence[Card]

    @property
    def pause_reason(self) -> str:
        """Why the whole site collects no names now."""
        return in_language(self.pause, "reason") if self.pause else ""

    @property
    def goal(self) -> int:
        """The threshold as a progress bar takes it."""
        return self.petition.threshold or 1

    @property
    def answer(self) -> Answer | None:
        """The answer that stands."""
        return self.answers[0] if self.answers else None

    @property
    def earlier_answers(self) -> Sequence[Answer]:
        """What it said before."""
        return self.answers[1:]

    @property
    def updated(self) -> datetime | None:
        """When it last changed in public."""
        return self.events[-1].at if self.events else None


def petition_page(petition: Petition) -> PetitionPage:
    """Read the page; at most eight queries besides the petition itself."""
    signable = Signable.of(petition)
    hours = figures.hours(petition)
    return PetitionPage(
        petition=petition,
        kind=petition.preset,
        open=signable.open,
        pause=pausing.current(),
        figures=figures.figures(petition),
        rate=figures.rate(hours),
        hours=hours[-24:],
        curve=sparkline.curve([(hour.hour, hour.total) for hour in hours], petition.threshold or 0),
        places=_place_rows(petition),
        events=list(petition.events.all()),
        clocks=clocks_for(petition),
        initiators=[str(one.citizen) for one in petition.initiators.select_related("citizen")[:60]],
        representatives=[str(one.citizen) for one in petition.representatives.select_related("citizen")[:60]]
        if petition.preset.representatives[1]
        else [],
        rules=eligibility.in_words(signable.eligibility) if petition.rules else [],
        answers=list(petition.answers.select_related("document")),
        followed=followed(petition),
    )


def followed(petition: Petition) -> list[Card]:
    """What was opened from it and is published by now. One query, and what each kind needs to find its own."""
    found = (processes.find(one.kind, one.public_id) for one in FollowUp.objects.filter(petition=petition))
    return [card for card in found if card]


def _place_rows(petition: Petition) -> list[PlaceRow]:
    places = figures.places(petition)
    areas = Area.objects.in_bulk([place.code for place in places if place.code]) if places else {}
    names = {code: in_language(area, "name") for code, area in areas.items()}
    return [PlaceRow(names.get(place.code, place.code), place.total) for place in places]
