"""Questions about questionnaires and answers."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef

from accounts.models import Citizen

if TYPE_CHECKING:
    from consult.questions.models import AnswerSet, Questionnaire


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    """Questionnaires, asked in plain words."""

    def of(self, kind: str, public_id: str) -> "QuestionnaireQuerySet":
        """Of one process."""
        return self.filter(kind=kind, public_id=public_id)

    def published(self) -> "QuestionnaireQuerySet":
        """Frozen, with at least one question."""
        return self.filter(frozen_at__isnull=False, questions__isnull=False).distinct()


class AnswerSetQuerySet(models.QuerySet["AnswerSet"]):
    """Answers, asked in plain words."""

    def latest_by(self, by: Citizen, questionnaire: "Questionnaire") -> "AnswerSet | None":
        """What this person answered last."""
        return self.filter(citizen=by, questionnaire=questionnaire).order_by("-revision").first()

    def counting(self) -> "AnswerSetQuerySet":
        """The last set of each person."""
        later = self.model._default_manager.filter(
            questionnaire=OuterRef("questionnaire"), citizen=OuterRef("citizen"), revision__gt=OuterRef("revision")
        )
        return self.filter(~Exists(later))
