"""Reading a law."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from consult.texts import discussed, figures
from consult.texts.models import Law, TextVersion


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every law with a published text."""
    laws = Law.objects.filter(versions__published_at__isnull=False).distinct().order_by("-year_be", "title")
    return render(request, "texts/index.html", {"laws": laws})


@require_safe
def law(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest published text: all provisions, table of contents, a permanent address for each."""
    published = TextVersion.objects.filter(published_at__isnull=False).select_related("law").order_by("-number")
    version = get_object_or_404(published.filter(law__slug=slug)[:1])
    place = discussed.of(version)
    parts = [(part, place.urls.get(part.eid, ""), place.comments.get(part.eid, 0)) for part in figures.parts(version)]
    context = {"version": version, "law": version.law, "parts": parts, "place": place}
    return render(request, "texts/law.html", context)
