"""Hearings among all public processes: the home page, search, subjects of comments, recounts, live figures."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import acts
from accounts.bilingual import in_language
from accounts.refusals import Sentence
from cms import processes, search
from cms.processes import Card, Kind
from consult.hearings import figures, passages
from consult.hearings.models import ConsultationPage, Response
from consult.hearings.states import Decision, Phase
from consult.questions import subjects as questioned
from consult.questions.subjects import Subject as Questioned
from consult.stakeholders.topics import TOPICS
from consult.texts import figures as texts
from consult.texts.differences import differences
from consult.threads import figures as discussion
from consult.threads import groups, subjects
from consult.threads.subjects import Subject
from realtime.live import topics
from realtime.record import kinds, recounts

CLOSED_BECAUSE = {
    Phase.UNPUBLISHED: _("This hearing is not published."),
    Phase.SCHEDULED: _("This hearing has not opened yet."),
    Phase.CLOSED: _("This hearing is closed. What was said is being considered."),
    Phase.FINISHED: _("This hearing is finished. Read what came of it."),
    Phase.CANCELLED: _("This hearing was cancelled."),
}


def card(hearing: ConsultationPage, comments: int) -> Card:
    """The hearing with its number of comments, as a list of processes shows it."""
    return Card(
        kind="hearing",
        public_id=hearing.public_id,
        title=in_language(hearing, "title"),
        summary=in_language(hearing, "summary"),
        url=hearing.get_absolute_url(),
        agency=str(hearing.agency),
        verb=_("Comment"),
        closes_at=hearing.closes_at,
        figure=f"{comments:,}",
        figure_label=_("comments"),
        topic=f"hearing.{hearing.public_id}",
        invented=hearing.demonstration,
        areas=hearing.rules.areas,
        topics=tuple(hearing.topics),
        agency_slug=hearing.agency.slug,
    )


def open_cards() -> Iterable[Card]:
    """Those that take comments now. Two queries."""
    hearings = list(ConsultationPage.objects.open()[: processes.MOST])
    said = discussion.totals("hearing", [hearing.public_id for hearing in hearings])
    return [card(hearing, said.get(hearing.public_id, 0)) for hearing in hearings]


def answered_cards() -> Iterable[Card]:
    """The latest that are finished, with what came of them. Two queries."""
    hearings = list(ConsultationPage.objects.finished()[:6])
    said = discussion.totals("hearing", [hearing.public_id for hearing in hearings])
    return [
        replace(card(hearing, said.get(hearing.public_id, 0)), answered_at=hearing.finished_at) for hearing in hearings
    ]


def find(public_id: str) -> Card | None:
    """One published hearing."""
    hearing = ConsultationPage.objects.published().filter(public_id=public_id).first()
    return card(hearing, discussion.totals("hearing", [public_id]).get(public_id, 0)) if hearing else None


def subject_of(hearing: ConsultationPage, parts: dict[str, str] | None = None) -> Subject:
    """The hearing as something to comment on. One query unless its `parts` were read already."""
    return Subject(
        kind="hearing",
        public_id=hearing.public_id,
        title=in_language(hearing, "title"),
        url=hearing.get_absolute_url(),
        agency=hearing.agency,
        open=hearing.phase == Phase.OPEN,
        rules=hearing.rules,
        parts=texts.names(hearing.text) if parts is None else parts,
        closed_because=CLOSED_BECAUSE.get(hearing.phase, ""),
        groups=groups.named(hearing.groups),
        differences=differences,
        words=lambda part: passages.words_of(hearing.text, part),
    )


def find_subject(public_id: str) -> Subject | None:
    """A published hearing as something to comment on. Two queries."""
    hearing = ConsultationPage.objects.published().filter(public_id=public_id).first()
    return subject_of(hearing) if hearing else None


def find_questioned(public_id: str) -> Questioned | None:
    """A hearing as something to ask questions about, in preparation too. One query."""
    hearing = ConsultationPage.objects.filter(public_id=public_id).select_related("agency").first()
    if hearing is None:
        return None
    published = bool(hearing.live and hearing.frozen)
    return Questioned(
        kind="hearing",
        public_id=public_id,
        title=in_language(hearing, "title"),
        url=hearing.get_absolute_url() if published else reverse("wagtailadmin_pages:edit", args=[hearing.pk]),
        agency=hearing.agency,
        published=published,
        open=hearing.phase == Phase.OPEN,
        over=hearing.phase in {Phase.CLOSED, Phase.FINISHED, Phase.CANCELLED},
        rules=hearing.rules,
        closed_because=CLOSED_BECAUSE.get(hearing.phase, ""),
    )


def index(hearing: ConsultationPage) -> None:
    """Make a hearing findable, with every word of its text."""
    words = hearing.text.provisions.order_by("position").values_list("label", "text")
    search.index(
        kind="hearing",
        public_id=hearing.public_id,
        title=hearing.title,
        title_en=hearing.title_en,
        body="\n".join([hearing.summary, hearing.main_points, *(" ".join(row) for row in words)]),
        body_en=hearing.summary_en,
        url=f"/hearings/{hearing.public_id}/",
    )


def became_of(comments: Collection[Any]) -> dict[str, Sentence]:
    """What the agency decided about each of these comments, last. One query."""
    given = Response.objects.filter(comment__in=comments).order_by("revision").values_list("comment_id", "decision")
    return {str(comment): Decision(decision).label for comment, decision in given}


def recount_all() -> Iterable[str]:
    """One sentence for each hearing whose answers do not agree with the rows."""
    for public_id in ConsultationPage.objects.published().values_list("public_id", flat=True):
        if figures.counted(public_id) != figures.recount(public_id):
            yield f"{public_id}: answers {figures.counted(public_id)}, the rows say {figures.recount(public_id)}"


processes.register(Kind("hearing", _("Hearing"), open_cards, find, answered_cards))
processes.register_topics(TOPICS)
subjects.register("hearing", find_subject)
questioned.register("hearing", find_questioned)
acts.register_outcome("comment", became_of)
topics.register("hearing", figures.live)
recounts.register("hearings.responses", recount_all)
kinds.register(
    {
        "hearing.published": _("Hearing published, its rules frozen"),
        "hearing.opened": _("Hearing opened"),
        "hearing.extended": _("Hearing extended"),
        "hearing.stakeholders": _("Stakeholders known to the agency were written to"),
        "hearing.closed": _("Hearing closed"),
        "hearing.cancelled": _("Hearing cancelled"),
        "hearing.response": _("Response of the agency"),
        "hearing.answer": _("Response of the agency to many comments"),
        "hearing.report": _("Report of a hearing published"),
        "hearing.finished": _("Hearing finished"),
    }
)
