"""Answering, one question a page, without script: what was answered so far travels signed with the form."""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import eligibility
from accounts.access import CitizenRequest, citizen_required
from accounts.refusals import Stale
from consult.questions import access, actions, path
from consult.questions.forms import AnswerForm, pack, unpack
from consult.questions.models import AnswerSet, Question


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def answer(request: CitizenRequest, kind: str, public_id: str) -> HttpResponse:
    """The first question, or the one after what was answered; then everything once more; then the receipt."""
    sheet, subject = access.published(kind, public_id)
    questions = list(sheet.questions.select_related("questionnaire"))
    before = AnswerSet.objects.latest_by(request.citizen, sheet)
    context: dict[str, Any] = {
        "sheet": sheet,
        "subject": subject,
        "before": before,
        "verdict": eligibility.check(subject.rules, request.citizen),
        "trail": access.trail(subject),
    }
    if request.method != "POST" or not subject.open or not context["verdict"].allowed:
        start = path.kept(questions, before.answers) if before else {}
        return Walk(request, context, questions, start).ask(questions[0])
    so_far = _so_far(request, subject.url)
    if request.POST.get("go") == "send":
        receipt = actions.answer(
            by=request.citizen, subject=subject, sheet=sheet, answers=path.kept(questions, so_far), instead_of=before,
            channel=request.channel,
        )  # fmt: skip
        return redirect(receipt)
    return Walk(request, context, questions, so_far).step()


@require_safe
@citizen_required
def mine(request: CitizenRequest, kind: str, public_id: str) -> HttpResponse:
    """What I answered."""
    sheet, subject = access.published(kind, public_id)
    before = AnswerSet.objects.latest_by(request.citizen, sheet)
    given = _in_words(list(sheet.questions.all()), before.answers) if before else []
    context = {"sheet": sheet, "subject": subject, "before": before, "given": given, "trail": access.trail(subject)}
    return render(request, "questions/mine.html", context)


@dataclass(frozen=True)
class Walk:
    """Somebody on the way through the questions, with what was answered so far."""

    request: CitizenRequest
    context: dict[str, Any]
    questions: list[Question]
    so_far: dict[str, Any]

    def step(self) -> HttpResponse:
        """Take the answer of this page, go on or back."""
        sent = self.request.POST
        at = next((one for one in self.questions if str(one.pk) == sent.get("question")), None)
        back = sent.get("go") == "back"
        if at is None:
            return self.ask(path.shown(self.questions, self.so_far)[-1]) if back else self.check()
        if back:
            return self.ask(self._neighbour(at, -1) or at)
        form = AnswerForm(sent, question=at)
        if not form.is_valid():
            return self.ask(at, form)
        self.so_far.pop(str(at.pk), None)
        if form.answer is not None:
            self.so_far[str(at.pk)] = form.answer
        following = self._neighbour(at, 1)
        return self.ask(following) if following else self.check()

    def ask(self, question: Question, form: AnswerForm | None = None) -> HttpResponse:
        """One question on one page."""
        shown = path.shown(self.questions, self.so_far)
        more = {
            "question": question,
            "form": form or AnswerForm(question=question, given=self.so_far.get(str(question.pk))),
            "so_far": pack(self.so_far),
            "place": next((number for number, one in enumerate(shown, 1) if one.pk == question.pk), 1),
            "of": len(shown),
        }
        return render(self.request, "questions/answer.html", self.context | more, status=422 if form else 200)

    def check(self) -> HttpResponse:
        """Everything once more, before it is handed in."""
        kept = path.kept(self.questions, self.so_far)
        more = {"given": _in_words(self.questions, kept), "so_far": pack(self.so_far)}
        return render(self.request, "questions/check.html", self.context | more)

    def _neighbour(self, at: Question, by: int) -> Question | None:
        """The question before or after this one, of those that are asked."""
        asked = path.shown(self.questions, self.so_far)
        place = next((number for number, one in enumerate(asked) if one.pk == at.pk), 0) + by
        return asked[place] if 0 <= place < len(asked) else None


def _in_words(questions: list[Question], answers: dict[str, Any]) -> list[tuple[Question, list[str]]]:
    asked = path.shown(questions, answers)
    return [(one, one.logic.in_words(one, answers[str(one.pk)]) if str(one.pk) in answers else []) for one in asked]


def _so_far(request: CitizenRequest, url: str) -> dict[str, Any]:
    try:
        return unpack(request.POST.get("so_far", ""))
    except signing.BadSignature as error:
        raise Stale(_("This page was left open too long. Please begin again."), next_url=url) from error
