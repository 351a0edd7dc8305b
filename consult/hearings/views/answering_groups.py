"""The desk by issue group: an answer to a group answers its comments."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.refusals import AlreadyDone, Refused
from consult.hearings import access, actions, desk
from consult.hearings.forms import ResponseForm
from consult.hearings.models import Answer, ConsultationPage
from consult.hearings.views.answering import again, desk_context, form_context, keep_words, posted
from consult.sense.models import IssueGroup
from consult.texts import figures as texts

SHOWN = 10  # comments of a group beside the form


@require_safe
@login_required
def groups(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every issue group with how many of its comments wait, and its answer."""
    hearing, user = access.answerable(request, public_id)
    context = desk_context(hearing, ResponseForm(), user) | {"rows": desk.groups(hearing)}
    return render(request, "hearings/desk/groups.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def group(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Answer one group, or revise its answer. A colleague's answer meanwhile is shown; nothing typed is lost."""
    hearing, user = access.answerable(request, public_id)
    found = _group(hearing, number)
    earlier = list(Answer.objects.filter(group=found).order_by("-revision").select_related("changed"))
    form = ResponseForm(posted(request), **form_context(request, hearing, earlier[0] if earlier else None))
    status, refusal = 200, ""
    if form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        try:
            given = actions.answer_group(by=user, hearing=hearing, group=found, said=form.said(), seen=seen)
        except (AlreadyDone, Refused) as refused:
            refusal, status = str(refused), 409
            earlier = list(Answer.objects.filter(group=found).order_by("-revision").select_related("changed"))
            form = again(form, earlier[0].revision if earlier else 0)
        else:
            keep_words(request, hearing, form)
            words = ngettext("%(n)s comment answered.", "%(n)s comments answered.", given.comments)
            messages.success(request, words % {"n": given.comments})
            return redirect("hearings:answer-groups", hearing.public_id)
    asked = desk.Asked(show=desk.ALL, group=str(number))
    context = desk_context(hearing, form, user) | {
        "group": found,
        "earlier": earlier,
        "meanwhile": refusal,
        "asked": asked,
        "page": desk.page(hearing, asked, texts.names(hearing.text)),
        "waiting": desk.Asked(group=str(number)).among(hearing).count(),
        "few": SHOWN,
    }
    return render(request, "hearings/desk/group.html", context, status=status if refusal or not form.is_bound else 422)


def _group(hearing: ConsultationPage, number: int) -> IssueGroup:
    rows = IssueGroup.objects.about("hearing", hearing.public_id).standing().select_related("representative")
    return get_object_or_404(rows, number=number)
