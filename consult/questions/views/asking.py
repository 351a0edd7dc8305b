"""The officer's side: write the questions before publication; a moderator's decision about words."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.refusals import Refused
from consult.questions import access, actions
from consult.questions.forms import QuestionForm
from consult.questions.models import Question

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


def _start(question: Question | None) -> dict[str, object]:
    if question is None:
        return {}
    depends = [f"{question.depends_on_id}:{code}" for code in question.depends_values]
    return {name: getattr(question, name) for name in FIELDS} | {"depends": depends}
