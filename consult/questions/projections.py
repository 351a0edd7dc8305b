"""What sealing adds up: people who answered, and every answer by question and province."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import F

from consult.questions.kinds.base import ANSWERED
from consult.questions.models import AnswerSet, Question, SheetTally
from realtime.record import projections
from realtime.record.projections import Sealed

type Key = tuple[int, str, str]  # question, province, value

_ADD = """
INSERT INTO questions_answertally (question_id, province, value, n) VALUES (%s, %s, %s, %s)
ON CONFLICT (question_id, province, value) DO UPDATE SET n = questions_answertally.n + EXCLUDED.n
"""


@projections.register("questions.answered", "questions.changed")
def count_answers(entries: Sequence[Sealed], size: int) -> Iterable[str]:
    """A first set counts; a changed one takes the place of the one before it."""
    acts = [entry.body[name] for entry in entries for name in ("act", "instead_of") if entry.body[name]]
    sets = {str(row.pk): row for row in AnswerSet.objects.filter(pk__in=acts)}
    sheets = {row.questionnaire_id for row in sets.values()}
    questions = {str(one.pk): one for one in Question.objects.filter(questionnaire__in=sheets)}
    counts: Counter[Key] = Counter()
    people: Counter[int] = Counter()
    for entry in entries:
        given, before = sets[entry.body["act"]], sets.get(entry.body["instead_of"])
        counts.update(values(given, questions))
        people[given.questionnaire_id] += 0 if before else 1
        if before:
            counts.subtract(values(before, questions))
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, [(*key, n) for key, n in sorted(counts.items()) if n])
    for sheet, n in sorted(people.items()):
        SheetTally.objects.get_or_create(questionnaire_id=sheet)
        SheetTally.objects.filter(pk=sheet).update(people=F("people") + n, record_size=size)
    return {f"questions.{entry.public_id}" for entry in entries} | {"site"}


def values(given: AnswerSet, questions: dict[str, Question]) -> Counter[Key]:
    """What one set of answers counts."""
    found: Counter[Key] = Counter()
    for identity, answer in given.answers.items():
        question = questions[identity]
        for part in {*question.logic.parts(answer), ANSWERED}:
            found[question.pk, given.province, part] += 1
    return found
