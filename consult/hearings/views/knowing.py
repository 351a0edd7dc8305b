"""Stakeholders whom the agency knows: the officer's list, and the way off it for whoever got a letter."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from consult.hearings import access, actions, figures
from consult.hearings.known_form import KnownForm
from consult.hearings.models import KnownStakeholder
from consult.hearings.states import TELLABLE

PER_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def known(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who is on the list, and adding to it."""
    hearing, user = access.prepared(request, public_id)
    form = KnownForm(request.POST or None) if hearing.phase in TELLABLE else None
    if form and form.is_valid():
        new = actions.add_known(by=user, hearing=hearing, people=form.cleaned_data["people"])
        words = ngettext("%(n)s added to the list.", "%(n)s added to the list.", new) % {"n": f"{new:,}"}
        messages.success(request, words)
        return redirect("hearings:known", public_id)
    rows = KnownStakeholder.objects.filter(hearing=hearing, left_at=None)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "hearing": hearing, "form": form, "trail": access.trail(hearing), "counts": figures.known(hearing),
        "page": page, "next_url": f"?page={page.next_page_number()}" if page.has_next() else "",
        "previous_url": f"?page={page.previous_page_number()}" if page.has_previous() else "",
    }  # fmt: skip
    return render(request, "hearings/known/list.html", context, status=422 if form and form.is_bound else 200)


@require_POST
@login_required
def remove(request: HttpRequest, public_id: str, identity: uuid.UUID) -> HttpResponse:
    """Take one off the list."""
    hearing, user = access.prepared(request, public_id)
    row = get_object_or_404(KnownStakeholder, pk=identity, hearing=hearing)
    actions.remove_known(by=user, hearing=hearing, known=row)
    return redirect("hearings:known", public_id)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, public_id: str, token: str) -> HttpResponse:
    """Leave the list from the link in a letter. A page asks first.

    Needs no protection against forged forms: the token in the address is the proof.
    """
    hearing = access.public(public_id)
    if request.method == "POST" and not actions.leave_known(token=token):
        raise Http404
    return render(request, "hearings/known/leave.html", {"hearing": hearing, "left": request.method == "POST"})
