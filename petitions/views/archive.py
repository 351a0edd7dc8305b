"""Pages of the archive: the same for everybody, without a session."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from petitions.archive import reading
from petitions.models import ArchivedPetition
from petitions.views.reading import trail


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """Old petitions, the latest first. One query."""
    found = ArchivedPetition.objects.only("slug", "title", "source", "total", "opened", "closed")[:200]
    return render(request, "petitions/archive/index.html", {"petitions": found, "trail": trail()})


@require_safe
def archived(request: HttpRequest, slug: str) -> HttpResponse:
    """One of them, with its counts by place and the rest that no place has. One query."""
    petition = get_object_or_404(ArchivedPetition, slug=slug)
    names = {"country": _("By country"), "region": _("By region"), "constituency": _("By constituency")}
    levels = [(names[level.code], level) for level in reading.levels(petition)]
    up = [*trail(), {"href": reverse("petitions:archive"), "label": _("Archive")}]
    return render(request, "petitions/archive/petition.html", {"petition": petition, "levels": levels, "trail": up})
