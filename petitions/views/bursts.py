"""Officers' pages about batches, and the site's page for pausing."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Role
from petitions import access, actions, rules
from petitions.bursts import deciding, preview
from petitions.forms import NoteForm, PauseForm
from petitions.models import Batch, Pause, Petition
from petitions.paper import roles

LOOKING = (Role.AUTHOR, Role.HEAD, Role.AUDITOR)


@require_safe
@never_cache
@login_required
def batches(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every batch of a petition, those to decide first."""
    petition = _petition(request, public_id)
    found = sorted(petition.batches.all(), key=lambda one: one.state not in {"open", "asked"})
    return render(request, "petitions/bursts/batches.html", {"petition": petition, "batches": found})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def batch(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """What it is, what striking it out would do, and the decision."""
    _petition(request, public_id)
    rows = Batch.objects.select_related("petition__tally", "petition__addressee", "asked_by")
    found = get_object_or_404(rows, pk=pk, petition__public_id=public_id)
    verb = request.POST.get("verb", "")
    needs_reason = verb != "confirm"
    form = NoteForm(request.POST if verb else None, label=_("Reason"), needed=needs_reason)
    if verb in deciding.VERBS and form.is_valid():
        reason = {"reason": form.cleaned_data["note"]} if needs_reason else {}
        deciding.VERBS[verb](by=access.officer(request), batch=found, **reason)
        return redirect(request.path)
    context = {"preview": preview.of(found), "batch": found, "petition": found.petition, "form": form}
    context["asked_by_me"] = found.asked_by_id == request.user.pk
    context["may_decide"] = rules.may_answer(request.user, found.petition)
    return render(request, "petitions/bursts/batch.html", context, status=422 if verb else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def pause(request: HttpRequest) -> HttpResponse:
    """Pause the collecting of names on the whole site, or let it go on."""
    user = access.officer(request)
    if not user.has_perm("petitions.pause_collecting"):
        raise PermissionDenied
    lasting = Pause.objects.lasting().first()
    form = PauseForm(request.POST if request.method == "POST" and not lasting else None)
    if request.method == "POST" and lasting:
        return redirect(actions.resume_collecting(by=user))
    if form.is_valid():
        return redirect(actions.pause_collecting(by=user, **form.cleaned_data))
    context = {"lasting": lasting, "form": form, "earlier": Pause.objects.exclude(ended_at=None)[:20]}
    return render(request, "petitions/bursts/pause.html", context, status=422 if form.is_bound else 200)


def _petition(request: HttpRequest, public_id: str) -> Petition:
    petition = access.public(public_id)
    if not roles.may(request.user, petition, LOOKING):
        raise PermissionDenied
    return petition
