"""Reading a law."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from consult.texts import figures
from consult.texts.models import Law, TextVersion


def index(request: HttpRequest) -> HttpResponse:
    """Every law with a published text."""
    laws = Law.objects.filter(versions__published_at__isnull=False).distinct().order_by("-year_be", "title")
    return render(request, "texts/index.html", {"laws": laws})


def law(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest published text: all provisions, table of contents, a permanent address for each."""
    published = TextVersion.objects.filter(published_at__isnull=False).select_related("law").order_by("-number")
    version = get_object_or_404(published.filter(law__slug=slug)[:1])
    return render(request, "texts/law.html", {"version": version, "law": version.law, "parts": figures.parts(version)})
