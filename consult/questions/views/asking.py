"""The officer's side: write the questions before publication; a moderator's decision about words."""

import uuid

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import signed_in
from accounts.refusals import Refused
from consult.questions import access, actions, rules, subjects
from consult.questions.forms import HideForm, QuestionForm
from consult.questions.models import AnswerSet, Question

FIELDS = ("kind", "text", "text_en", "hint", "hint_en", "options", "most", "required")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """All questions of a process, and whether results show while answers come in."""
    sheet, subject, user = access.editable(request, kind, public_id)
    if request.method == "POST":
        actions.show_live(by=user, subject=subject, live="live" in request.POST)
        return redirect("questions:edit", kind, public_id)
    rows = list(sheet.questions.select_related("depends_on")) if sheet.pk else []
    context = {"sheet": sheet, "subject": subject, "questions": rows, "trail": access.trail(subject)}
    return render(request, "questions/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def write(request: HttpRequest, kind: str, public_id: str, position: int = 0) -> HttpResponse:
    """One question; position 0 is a new one."""
    sheet, subject, user = access.editable(request, kind, public_id)
    rows = list(sheet.questions.all()) if sheet.pk else []
    found = next((one for one in rows if one.position == position), None)
    if position and found is None:
        raise Http404
    if found and request.POST.get("go") == "drop":
        actions.drop(by=user, subject=subject, question=found)
        return redirect("questions:edit", kind, public_id)
    earlier = [one for one in rows if not position or one.position < position]
    form = QuestionForm(request.POST or None, earlier=earlier, initial=_start(found))
    if form.is_valid():
        try:
            actions.ask(by=user, subject=subject, asked=form.asked(), instead_of=found)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("questions:edit", kind, public_id)
    context = {"subject": subject, "form": form, "found": found, "trail": access.trail(subject)}
    return render(request, "questions/write.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def hide(request: HttpRequest, act: uuid.UUID, question_id: int) -> HttpResponse:
    """Do not show one answer in own words, with a reason that everybody can read."""
    user = signed_in(request)
    given = get_object_or_404(AnswerSet.objects.select_related("questionnaire"), pk=act)
    question = get_object_or_404(Question, pk=question_id, questionnaire=given.questionnaire, kind="text")
    subject = subjects.find(given.questionnaire.kind, given.questionnaire.public_id)
    if subject is None or not rules.may_moderate(user, subject):
        raise PermissionDenied
    form = HideForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        return redirect(actions.hide(by=user, subject=subject, given=given, question=question, reason=reason))
    words = given.answers.get(str(question.pk), "")
    context = {"subject": subject, "question": question, "words": words, "form": form, "trail": access.trail(subject)}
    return render(request, "questions/hide.html", context, status=422 if form.is_bound else 200)


def _start(question: Question | None) -> dict[str, object]:
    if question is None:
        return {}
    depends = [f"{question.depends_on_id}:{code}" for code in question.depends_values]
    return {name: getattr(question, name) for name in FIELDS} | {"depends": depends}
