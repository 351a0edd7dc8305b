"""The questions of one process, as the officer wrote them; frozen when the process is published."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from consult.questions.kinds import KINDS, QuestionKind
from consult.questions.querysets import QuestionnaireQuerySet


class Questionnaire(models.Model):
    """All questions of one process (kind + public id), and whether results show while answers come in."""

    kind = models.CharField(max_length=20)
    public_id = models.CharField(max_length=40)
    live_results = models.BooleanField(_("show results while answers come in"), default=False)
    frozen_at = models.DateTimeField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)

    objects: ClassVar[Any] = QuestionnaireQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "public_id"], name="one_questionnaire_a_process"),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True) | ~Q(fingerprint=""), name="frozen_questions_have_a_fingerprint"
            ),
        ]

    def __str__(self) -> str:
        return f"questions of {self.kind}/{self.public_id}"


class Question(models.Model):
    """One question. `options` holds one option a line, Thai | English; its code is its place, from 1.

    Shown only when the answer to `depends_on` (an earlier question) has one of the codes in `depends_values`.
    """

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind of question"), max_length=10, choices=[(k.code, k.label) for k in KINDS.values()])
    text = models.CharField(_("question"), max_length=500)
    text_en = models.CharField(_("question in English"), max_length=500, blank=True)
    hint = models.CharField(_("hint"), max_length=500, blank=True)
    hint_en = models.CharField(_("hint in English"), max_length=500, blank=True)
    required = models.BooleanField(_("must be answered"), default=False)
    options = models.TextField(_("options"), blank=True)
    most = models.PositiveSmallIntegerField(_("at most this many"), default=0)
    depends_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    depends_values = models.JSONField(default=list, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "position"], name="one_question_a_place", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="question_kind_known"),
            models.CheckConstraint(
                condition=Q(depends_on=None) | ~Q(depends_on=F("id")), name="question_depends_on_another"
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "text")

    @property
    def logic(self) -> QuestionKind:
        """What its kind knows: how it is asked, checked, counted, shown."""
        return KINDS[self.kind]

    def choices(self) -> list[tuple[str, str]]:
        """Codes and names of the options in the reader's language."""
        return self.logic.choices(self)
