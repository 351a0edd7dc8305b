"""Everything the page of one hearing shows, read in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import eligibility
from accounts.refusals import Sentence
from consult.hearings import announcement, figures
from consult.hearings.figures import Figures
from consult.hearings.heat import Heat
from consult.hearings.models import ConsultationPage, Extension, HearingDocument
from consult.hearings.states import Phase
from consult.questions.models import Question
from consult.texts import figures as texts
from consult.threads import figures as discussion
from consult.threads.figures import Discussion


@dataclass(frozen=True)
class PartRow:
    """One part of the text with what was said about it."""

    eid: str
    name: str
    said: Discussion
    url: str
    heat: Heat


@dataclass(frozen=True)
class HearingPage:
    """One hearing as its page shows it."""

    hearing: ConsultationPage
    phase: Phase
    figures: Figures
    parts: Sequence[PartRow]
    whole: Discussion
    rules: Sequence[Sentence]
    announcement: Sequence[tuple[str, Sentence]]
    stages: Sequence[ConsultationPage] = ()
    questions: int = 0
    extensions: Sequence[Extension] = ()
    documents: Sequence[HearingDocument] = ()

    @property
    def whole_heat(self) -> Heat:
        """How people lean on the text as a whole, on the scale of the parts."""
        return Heat.of(self.whole, max(one.with_stance for one in (self.whole, *(row.said for row in self.parts))))

    @property
    def open(self) -> bool:
        """Whether comments are taken now."""
        return self.phase == Phase.OPEN

    @property
    def steps(self) -> list[Sentence]:
        """The way of a hearing, for its phase bar."""
        return [_("Announced"), _("Open for comments"), _("Being considered"), _("Answered and finished")]

    @property
    def step(self) -> int:
        """Where on that way it stands, from 1; 0: nowhere (cancelled, not published)."""
        order = (Phase.SCHEDULED, Phase.OPEN, Phase.CLOSED, Phase.FINISHED)
        return order.index(self.phase) + 1 if self.phase in order else 0

    @property
    def tag_kind(self) -> str:
        """How its phase is marked (always beside the word)."""
        return {Phase.OPEN: "open", Phase.SCHEDULED: "care", Phase.CANCELLED: "bad"}.get(self.phase, "done")


# The order of the 2562 Act s.14, after the method and the days.
ANNOUNCEMENT: tuple[tuple[str, Sentence], ...] = (
    ("problem", _("Problem and need")),
    ("purpose", _("Purpose and intended results")),
    ("main_points", _("Main points in plain words")),
    ("affected", _("Who is affected, and how")),
    ("necessity", _("Reasons for permits, committees or criminal penalties")),
    ("notices", _("How those concerned were told")),
)


def hearing_page(hearing: ConsultationPage) -> HearingPage:
    """Read the page; at most five queries besides the hearing itself, and two for what few hearings have."""
    said = discussion.by_part("hearing", hearing.public_id)
    nothing = Discussion()
    most = max((one.with_stance for one in said.values()), default=0)
    rows = [
        PartRow(
            eid,
            name,
            said.get(eid, nothing),
            reverse("hearings:part", args=[hearing.public_id, eid]),
            Heat.of(said.get(eid, nothing), most),
        )
        for eid, name in texts.names(hearing.text).items()
    ]
    has = _has(hearing)
    return HearingPage(
        hearing=hearing,
        phase=hearing.phase,
        figures=figures.figures(hearing, said.values()),
        parts=rows,
        whole=said.get("", nothing),
        rules=eligibility.in_words(hearing.rules),
        stages=announcement.stages(hearing),
        questions=has["questions"],
        extensions=list(hearing.extensions.all()) if has["extensions"] else (),
        documents=list(hearing.documents.select_related("document")) if has["documents"] else (),
        announcement=[row for row in ANNOUNCEMENT if getattr(hearing, row[0])],
    )


def _has(hearing: ConsultationPage) -> dict[str, Any]:
    """Which of the things that few hearings have are there. One query."""
    asked = Question.objects.filter(questionnaire__public_id=hearing.public_id).order_by()
    mine = ConsultationPage.objects.filter(pk=hearing.pk).values(
        extensions_there=Exists(Extension.objects.filter(hearing_id=OuterRef("pk"))),
        documents_there=Exists(HearingDocument.objects.filter(hearing_id=OuterRef("pk"))),
        questions_there=Coalesce(Subquery(asked.values("questionnaire_id").annotate(n=Count("pk")).values("n")[:1]), 0),
    )
    found = mine.first() or {}
    return {name: found.get(f"{name}_there", 0) for name in ("extensions", "documents", "questions")}
