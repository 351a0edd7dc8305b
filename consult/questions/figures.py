"""The results of questions: one definition for pages, tables, the API and live figures."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum

from accounts.models import Area
from consult.questions import rules, subjects
from consult.questions.kinds.base import ANSWERED, Result
from consult.questions.models import AnswerSet, AnswerTally, Question, Questionnaire, SheetTally
from consult.questions.projections import Key, values
from realtime.feeds import small


@dataclass(frozen=True)
class Cell:
    """The result of one question for people of one place; None: too few people to say."""

    code: str
    place: str
    result: Result | None

    def in_order(self) -> list[tuple[str, int]]:
        """Codes and numbers in the order of the options, for the columns of a table."""
        counts = {row.code: row.n for row in self.result.rows} if self.result else {}
        return [(code, counts[code]) for code in sorted(counts, key=int)]


def people(sheet: Questionnaire) -> SheetTally:
    """How many have answered, and the record size of the counts. One query."""
    return SheetTally.objects.filter(pk=sheet.pk).first() or SheetTally(questionnaire=sheet)


def results(sheet: Questionnaire) -> list[Result]:
    """Every question with its counts, in order. Two queries."""
    rows = AnswerTally.objects.filter(question__questionnaire=sheet).values("question_id", "value")
    counts: dict[int, dict[str, int]] = {}
    for row in rows.annotate(total=Sum("n")):
        counts.setdefault(row["question_id"], {})[row["value"]] = row["total"]
    return [one.logic.result(one, counts.get(one.pk, {})) for one in sheet.questions.all()]


def by_province(question: Question) -> list[Cell]:
    """One question by province; places too small to be shown apart have no result. Two queries."""
    counts = _by_province(question)
    few = _few(counts)
    names = Area.objects.in_bulk(list(counts))
    return [
        Cell(
            place,
            str(names.get(place, place)),
            None if place in few else question.logic.result(question, counts[place]),
        )
        for place in sorted(counts)
    ]


def small_places(question: Question) -> set[str]:
    """Codes of the provinces that may not be shown apart for this question. One query."""
    return _few(_by_province(question))


def _by_province(question: Question) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for province, value, n in question.tallies.values_list("province", "value", "n"):
        counts.setdefault(province, {})[value] = n
    return {place: found for place, found in counts.items() if found.get(ANSWERED)}


def _few(counts: Mapping[str, Mapping[str, int]]) -> set[str]:
    return small.hidden({place: found[ANSWERED] for place, found in counts.items()})


def recount(sheet: Questionnaire) -> dict[Key, int]:
    """Every count again from the rows: the last set of each person."""
    questions = {str(one.pk): one for one in sheet.questions.all()}
    found: Counter[Key] = Counter()
    for given in AnswerSet.objects.filter(questionnaire=sheet).counting().iterator(1000):
        found.update(values(given, questions))
    return {key: n for key, n in found.items() if n}


def counted(sheet: Questionnaire) -> dict[Key, int]:
    """What sealing has added up, in the shape of `recount`."""
    rows = AnswerTally.objects.filter(question__questionnaire=sheet).exclude(n=0)
    return {(row.question_id, row.province, row.value): row.n for row in rows}


def as_values(result: Result) -> dict[str, Any]:
    """One result as plain values."""
    question = result.question
    return {
        "position": question.position,
        "kind": question.kind,
        "text": question.text,
        "text_en": question.text_en or None,
        "answered": result.answered,
        "options": [{"code": row.code, "label": row.label, "n": row.n} for row in result.rows],
    }


def live(public_id: str) -> dict[str, Any] | None:
    """What viewers of topic `questions.<public_id>` get. Results only where they may be seen."""
    sheet = Questionnaire.objects.published().filter(kind="hearing", public_id=public_id).first()
    subject = sheet and subjects.find(sheet.kind, public_id)
    if not sheet or not subject:
        return None
    tally = people(sheet)
    found: dict[str, Any] = {"people": tally.people, "record_size": tally.record_size}
    if rules.results_shown(sheet, subject):
        for result in results(sheet):
            place = f"q{result.question.position}"
            found[place] = {"answered": result.answered} | {f"o{row.code}": row.text for row in result.rows}
    return found
