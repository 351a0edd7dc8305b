"""Which questions somebody is asked, given what they have answered: the way through a questionnaire."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from consult.questions.models import Question

type Answers = Mapping[str, Any]  # by id of the question, as text


def shown(questions: Iterable[Question], answers: Answers) -> list[Question]:
    """The questions asked, in order. A question that depends on one not asked is not asked either."""
    found: dict[int, Question] = {}
    for question in questions:
        if question.depends_on_id is None or _met(question, found, answers):
            found[question.pk] = question
    return list(found.values())


def kept(questions: Sequence[Question], answers: Answers) -> dict[str, Any]:
    """The answers to questions that are asked; what stands under others is dropped."""
    return {str(one.pk): answers[str(one.pk)] for one in shown(questions, answers) if str(one.pk) in answers}


def _met(question: Question, asked: Mapping[int, Question], answers: Answers) -> bool:
    earlier = asked.get(question.depends_on_id or 0)
    if earlier is None or str(earlier.pk) not in answers:
        return False
    return bool(set(earlier.logic.parts(answers[str(earlier.pk)])) & set(question.depends_values))
