"""Questions as the rest of the site knows them: names of entries, what a person answered, recounts, live figures."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import acts
from accounts.acts import Act
from accounts.models import Citizen
from consult.questions import figures, subjects
from consult.questions.models import AnswerSet, Questionnaire
from realtime.live import topics
from realtime.record import kinds, recounts


def acts_of(citizen: Citizen) -> Iterable[Act]:
    """The questions this person answered. One query, and one for each process."""
    rows = AnswerSet.objects.filter(citizen=citizen).counting().select_related("questionnaire")
    for given in rows.order_by("-created_at"):
        sheet = given.questionnaire
        subject = subjects.find(sheet.kind, sheet.public_id)
        if subject:
            address = reverse("questions:mine", args=[sheet.kind, sheet.public_id])
            yield Act(format_lazy(_("Answers: {title}"), title=subject.title), address, given.created_at)


def recount_all() -> Iterable[str]:
    """One sentence for each questionnaire whose counts do not agree with the answers."""
    for sheet in Questionnaire.objects.published():
        if figures.counted(sheet) != figures.recount(sheet):
            yield f"{sheet}: counted {figures.counted(sheet)}, the rows say {figures.recount(sheet)}"
        people = sheet.sets.values("citizen").distinct().count()
        if figures.people(sheet).people != people:
            yield f"{sheet}: {figures.people(sheet).people} people counted, the rows say {people}"


acts.register(acts_of)
recounts.register("questions.answers", recount_all)
topics.register("questions", figures.live)
kinds.register(
    {
        "questions.answered": _("Questions answered"),
        "questions.changed": _("Answers to questions changed"),
        "questions.hidden": _("Text answer hidden by a moderator"),
        "questions.shown": _("Text answer shown again"),
    }
)
