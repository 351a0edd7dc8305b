"""Results of questions as open data: counts and words, never one person's answers side by side."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from consult.questions import figures, listing, rules, subjects
from consult.questions.models import Questionnaire
from consult.questions.subjects import Subject as Process
from realtime.feeds.catalogue import Column, Dataset, Subject, register

HEARING = "hearing"


def all_subjects() -> Iterator[Subject]:
    """Every hearing that asks questions whose results may be seen."""
    for sheet in Questionnaire.objects.published().filter(kind=HEARING).order_by("-pk"):
        found = find(sheet.public_id)
        if found:
            yield found


def find(public_id: str) -> Subject | None:
    """One hearing with results, or None."""
    shown = _shown(public_id)
    if shown is None:
        return None
    _sheet, process = shown
    return Subject(public_id, process.title, "", process.url, process.agency.name)


def result_rows(public_id: str) -> Iterator[tuple[int, str, str, str, str, int, int]]:
    """One row for each option of each question."""
    shown = _shown(public_id)
    for result in figures.results(shown[0]) if shown else ():
        question = result.question
        for row in result.rows:
            yield question.position, question.kind, question.text, row.code, row.label, row.n, result.answered


def province_rows(public_id: str) -> Iterator[tuple[int, str | None, str | None, int | None, int | None, bool]]:
    """One row for each option of each question and province; one marked row for a place with too few people."""
    shown = _shown(public_id)
    for question in shown[0].questions.exclude(kind="text") if shown else ():
        for cell in figures.by_province(question):
            if cell.result is None:
                yield question.position, cell.code, None, None, None, True
            else:
                for code, n in cell.in_order():
                    yield question.position, cell.code, code, n, cell.result.answered, False


def text_rows(public_id: str) -> Iterator[tuple[int, str, str]]:
    """One row for each answer in own words that is shown, in no telling order."""
    shown = _shown(public_id)
    if shown:
        for question in shown[0].questions.filter(kind="text"):
            for said in listing.texts(question, most=100_000):
                if not said.reason:
                    yield question.position, said.words, said.province


def _shown(public_id: str) -> tuple[Questionnaire, Process] | None:
    sheet = Questionnaire.objects.published().filter(kind=HEARING, public_id=public_id).first()
    process = sheet and subjects.find(HEARING, public_id)
    return (sheet, process) if sheet and process and rules.results_shown(sheet, process) else None


_RESULT = (
    Column("question", "integer", _("place of the question, from 1")),
    Column("kind", "string", _("single, multiple, scale, ranking or text")),
    Column("text", "string", _("the question")),
    Column("option", "string", _("code of the option")),
    Column("label", "string", _("name of the option")),
    Column("n", "integer", _("people who chose it; for a ranking, points")),
    Column("answered", "integer", _("people who answered the question")),
)
_PLACE = (
    Column("question", "integer", _("place of the question, from 1")),
    Column("province_code", "area", _("province of the people on the day of answering")),
    Column("option", "string", _("code of the option")),
    Column("n", "integer", _("people who chose it; for a ranking, points")),
    Column("answered", "integer", _("people of the province who answered the question")),
    Column("suppressed", "boolean", _("left out because fewer than ten people could be told apart")),
)
_TEXT = (
    Column("question", "integer", _("place of the question, from 1")),
    Column("answer", "string", _("the words, as written")),
    Column("province_code", "area", _("province of the author on the day of writing; empty where too few answered")),
)

for _dataset in (
    Dataset(
        id="hearing-questions", kind=HEARING, title=_("Results of the questions"), columns=_RESULT,
        description=_("How often each option was chosen, by question."), rows=result_rows,
        subjects=all_subjects, find=find,
    ),
    Dataset(
        id="hearing-questions-by-province", kind=HEARING, title=_("Results of the questions by province"),
        columns=_PLACE, description=_("How often each option was chosen in each province; small numbers are left out."),
        rows=province_rows, subjects=all_subjects, find=find,
    ),
    Dataset(
        id="hearing-question-texts", kind=HEARING, title=_("Answers in own words"), columns=_TEXT,
        description=_("Every answer in own words that is shown; never the author."), rows=text_rows,
        subjects=all_subjects, find=find,
    ),
):  # fmt: skip
    register(_dataset)
