"""What sealing has counted of answers."""

from typing import ClassVar

from django.db import models


class SheetTally(models.Model):
    """People who answered the questions of one process, and the record size of the counts."""

    questionnaire = models.OneToOneField("questions.Questionnaire", models.CASCADE, primary_key=True)
    people = models.IntegerField(default=0)
    record_size = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.questionnaire_id}: {self.people}"


class AnswerTally(models.Model):
    """How often one thing was answered to one question by people of one province.

    `value` is what the question's kind counts: a code, a code with its place, "*" for "answered".
    """

    question = models.ForeignKey("questions.Question", models.CASCADE, related_name="tallies")
    province = models.CharField(max_length=2)
    value = models.CharField(max_length=20)
    n = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["question", "province", "value"], name="one_tally_an_answer")
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.value}: {self.n}"
