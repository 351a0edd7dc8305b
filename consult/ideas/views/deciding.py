"""The agency's answer."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import signed_in
from consult.ideas import actions, rules
from consult.ideas.forms import AnswerForm
from consult.ideas.models import Idea
from consult.ideas.states import Decision
from consult.ideas.views.reading import trail


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """The official answer; a later one is a revision."""
    user = signed_in(request)
    idea = get_object_or_404(Idea.objects.public(), public_id=public_id)
    if not rules.may_answer(user, idea):
        raise PermissionDenied
    last = idea.answers.first()
    start = {"decision": last.decision, "text": last.text, "text_en": last.text_en} if last else {}
    form = AnswerForm(request.POST or None, initial=start)
    if form.is_valid():
        data = form.cleaned_data
        said = {"text": data["text"], "text_en": data["text_en"]}
        return redirect(actions.answer(by=user, idea=idea, decision=Decision(data["decision"]), **said))
    context = {"idea": idea, "form": form, "trail": trail(idea)}
    return render(request, "ideas/answer.html", context, status=422 if form.is_bound else 200)
