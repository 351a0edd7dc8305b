"""Answers in own words, page by page."""

import uuid
from dataclasses import dataclass

from consult.questions import figures
from consult.questions.models import AnswerSet, HiddenAnswer, Question
from consult.questions.reported import identity

SIZE = 50


@dataclass(frozen=True)
class Said:
    """One answer in own words. `reason`: why a moderator hid it (then without words)."""

    act: uuid.UUID
    words: str
    province: str
    key: str  # as moderation names it
    reason: str = ""


def texts(question: Question, *, after: uuid.UUID | None = None, most: int = SIZE) -> list[Said]:
    """Answers that count, by their random ids (no order tells who wrote when), hidden ones without words.

    The province is left out where too few of it answered. Four queries.
    """
    key = str(question.pk)
    rows = AnswerSet.objects.filter(questionnaire=question.questionnaire_id).counting().filter(answers__has_key=key)
    if after:
        rows = rows.filter(pk__gt=after)
    few = figures.small_places(question)
    hidden = dict(HiddenAnswer.objects.filter(question=question).values_list("answer_set_id", "reason"))
    return [
        Said(
            act,
            "" if act in hidden else answers[key],
            "" if province in few else province,
            identity(act, question.position),
            hidden.get(act, ""),
        )
        for act, answers, province in rows.order_by("pk").values_list("pk", "answers", "province")[:most]
    ]
