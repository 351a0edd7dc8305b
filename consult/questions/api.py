"""Questions and their results as open data."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from consult.questions import access, figures, rules

router = Router(tags=["questions"])


class QuestionsDocument(Schema):
    """The questions of one process. `results` is empty while they may not be seen yet."""

    subject: str
    questions_sha256: str
    live_results: bool
    people: int
    record_size: int
    questions: list[dict[str, Any]]
    results: list[dict[str, Any]]


@router.get("/{kind}/{public_id}", response=QuestionsDocument, summary="Questions of a process, with their results")
def questions(request: HttpRequest, response: HttpResponse, kind: str, public_id: str) -> dict[str, Any]:
    """What is asked, and how often each option was chosen; never one person's answers."""
    response["Access-Control-Allow-Origin"] = "*"
    sheet, subject = access.published(kind, public_id)
    tally = figures.people(sheet)
    shown = figures.results(sheet) if rules.results_shown(sheet, subject) else []
    names = ("position", "kind", "text", "text_en", "hint", "hint_en", "required", "options", "most", "depends_values")
    asked = list(sheet.questions.all())
    places = {row.pk: row.position for row in asked}
    return {
        "subject": subject.name,
        "questions_sha256": sheet.fingerprint,
        "live_results": sheet.live_results,
        "people": tally.people,
        "record_size": tally.record_size,
        "questions": [
            {name: getattr(row, name) for name in names} | {"depends_on": places.get(row.depends_on_id or 0)}
            for row in asked
        ],
        "results": [figures.as_values(result) for result in shown],
    }
