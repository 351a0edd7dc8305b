"""Petitions among all public processes: the home page, search, stored references, recounts, live figures."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import acts
from accounts.acts import Act
from accounts.bilingual import in_language
from accounts.eligibility import COUNTRY, Rules
from accounts.models import Citizen
from cms import origins, processes, search
from cms.processes import Card, Kind
from petitions import figures
from petitions.models import Event, Petition, Signature
from petitions.states import State
from realtime.live import topics
from realtime.record import kinds, recounts


def card(petition: Petition) -> Card:
    """The petition as a list of processes shows it; read it `with_tally()`."""
    return Card(
        kind="petition",
        public_id=petition.public_id,
        title=in_language(petition, "title"),
        summary=in_language(petition, "summary"),
        url=petition.get_absolute_url(),
        agency=str(petition.addressee),
        verb=_("Sign"),
        closes_at=petition.closes_at,
        figure=f"{figures.figures(petition).total:,}",
        figure_label=_("names"),
        topic=f"petition.{petition.public_id}",
        invented=petition.invented,
        areas=Rules.from_json(petition.rules["eligibility"]).areas if petition.rules else (COUNTRY,),
        agency_slug=petition.addressee.slug,
    )


def open_cards() -> Iterable[Card]:
    """Those that can be signed now, the nearest closing first."""
    return [
        card(petition)
        for petition in Petition.objects.open().with_tally().order_by("closes_at", "id")[: processes.MOST]
    ]


def answered_cards() -> Iterable[Card]:
    """The latest that have an official answer."""
    answered = Petition.objects.answered().with_tally().order_by("-answered_at", "id")[:6]
    return [replace(card(petition), answered_at=petition.answered_at) for petition in answered]


def find(public_id: str) -> Card | None:
    """One published petition."""
    petition = Petition.objects.published().with_tally().filter(public_id=public_id).first()
    return card(petition) if petition else None


def acts_of(citizen: Citizen) -> Iterable[Act]:
    """What this person signed. One query."""
    for signature in Signature.objects.of(citizen).select_related("petition"):
        note = _("taken back") if signature.withdrawn_at else ""
        title = format_lazy(_("Signed: {title}"), title=signature.petition.title)
        became = State(signature.petition.state).label
        yield Act(title, signature.petition.get_absolute_url(), signature.signed_at, note, became)


def index(petition: Petition) -> None:
    """Make a public petition findable; take any other out of search."""
    if not petition.is_public:
        search.remove(kind="petition", public_id=petition.public_id)
        return
    sections = " ".join(section["text"] for section in petition.sections)
    search.index(
        kind="petition",
        public_id=petition.public_id,
        title=petition.title,
        title_en=petition.title_en,
        body=f"{petition.summary} {petition.background} {sections}",
        body_en=petition.summary_en,
        url=f"/petitions/{petition.public_id}/",
    )


def recount_all() -> Iterable[str]:
    """One sentence for each figure that does not agree with the signatures."""
    for petition in Petition.objects.filter(opens_at__isnull=False).with_tally():
        counted, again = figures.figures(petition), figures.recount(petition)
        if counted != again:
            yield f"{petition.public_id}: counted {counted}, the rows say {again}"
        by_place = dict(petition.areas.exclude(total=0).values_list("province", "total"))
        if by_place != figures.recount_places(petition):
            yield f"{petition.public_id}: names by province differ from the rows"
        by_hour = dict(petition.hours.exclude(signed=0).values_list("hour", "signed"))
        if by_hour != figures.recount_hours(petition):
            yield f"{petition.public_id}: names by hour differ from the record"
        by_minute = dict(petition.minutes.exclude(signed=0).values_list("minute", "signed"))
        if by_minute != figures.recount_minutes(petition):
            yield f"{petition.public_id}: names by minute differ from the record"


def begun_from(kind: str, public_id: str) -> Iterable[Card]:
    """The petitions from which a hearing or a round was opened. One query."""
    found = Petition.objects.published().with_tally().filter(follow_ups__kind=kind, follow_ups__public_id=public_id)
    return [card(petition) for petition in found]


acts.register(acts_of)
origins.register_links(begun_from)
processes.register(Kind("petition", _("Petition"), open_cards, find, answered_cards))
topics.register("petition", figures.live)
recounts.register("petitions.signatures", recount_all)
kinds.register(
    {"petition.signature": _("Signature on a petition"), "petition.withdrawal": _("Signature taken back")}
    | {
        "petition.kind": _("Kind of petition put in force"),
        "petition.delay": _("Notice of delay"),
        "petition.strike": _("Signature struck out"),
        "petition.unstrike": _("Signature put back"),
        "petition.holiday": _("A day off added or removed"),
        "petition.paused": _("Collecting of names paused on the whole site"),
        "petition.resumed": _("Collecting of names goes on; the lost time is added"),
        "petition.batch": _("Suspicious batch of names decided"),
    }
    | {f"petition.{event.value}": event.label for event in Event.Kind}
)
