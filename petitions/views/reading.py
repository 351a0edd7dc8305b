"""Pages that everybody may read: no session, the same for all, cacheable."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from petitions import access, catalogue
from petitions.listing import FILTERS, page_of
from petitions.models import Signature
from petitions.pages import petition_page


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Petitions by what became of them, newest first."""
    chosen = request.GET.get("show", "open")
    page = page_of(chosen if chosen in FILTERS else "open", request.GET.get("after", ""))
    filters = [
        {"href": f"?show={code}", "label": label, "current": code == page.show} for code, label in FILTERS.items()
    ]
    return render(request, "petitions/index.html", {"page": page, "filters": filters})


@require_safe
def kinds_table(request: HttpRequest) -> HttpResponse:
    """The kinds of petition, with their numbers and sources."""
    return render(request, "petitions/kinds.html", {"kinds": catalogue.all_kinds()})


@require_safe
def petition(request: HttpRequest, public_id: str) -> HttpResponse:
    """One petition: its words, its counts, its clocks, its answer."""
    context = {"page": petition_page(access.public(public_id)), "trail": trail()}
    return render(request, "petitions/petition.html", context)


@require_safe
def names(request: HttpRequest, public_id: str) -> HttpResponse:
    """Those who chose to show their names, newest first, fifty at a time."""
    found = access.public(public_id)
    signatures, after = Signature.objects.public_names(found.pk, request.GET.get("after", ""))
    context = {"petition": found, "signatures": signatures, "next_url": after and f"?{urlencode({'after': after})}"}
    return render(request, "petitions/names.html", context)


def trail() -> list[dict[str, Any]]:
    """The way back up from a petition."""
    return [{"href": reverse("petitions:index"), "label": _("Petitions")}]
