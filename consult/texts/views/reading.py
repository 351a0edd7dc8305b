"""Reading a law: every section, one section through the versions."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from consult.texts import access, credited, discussed, figures, history
from consult.texts.citation import citations
from consult.texts.models import Explanation, Law, TextVersion
from consult.texts.numbers import year_be
from consult.texts.reading import address


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every law with a published text."""
    laws = Law.objects.filter(versions__published_at__isnull=False).distinct().order_by("-year_be", "title")
    words, year = (request.GET.get(name, "").replace("\0", "").strip()[:100] for name in ("words", "year"))
    if words:
        laws = laws.filter(Q(title__icontains=words) | Q(title_en__icontains=words))
    if year:
        laws = laws.filter(year_be=year_be(year) or 0)
    context = {"laws": laws, "words": words, "year": year, "trail": []}
    return render(request, "texts/index.html", context)


@require_safe
def law(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest published text: all provisions, contents, a permanent address for each. Eight queries."""
    versions = access.published(slug)
    return _law(request, versions, versions[0])


@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The same page of any published version."""
    versions = access.published(slug)
    return _law(request, versions, access.numbered(versions, number))


def _law(request: HttpRequest, versions: list[TextVersion], shown: TextVersion) -> HttpResponse:
    place = discussed.of(shown)
    said = figures.Aside(place.urls, place.comments, figures.explanations(shown.law), credited.of(shown))
    parts = figures.parts(shown)
    for part in figures.walk(parts):
        said.put_beside(part)
    context = {
        "version": shown,
        "newest": shown == versions[0],
        "versions": versions,
        "law": shown.law,
        "parts": parts,
        "contents": figures.contents(parts),
        "place": place,
        "hearings": discussed.held(shown.law),
        "trail": access.trail(),
    }
    return render(request, "texts/law.html", context)


@require_safe
def section(request: HttpRequest, slug: str, eid: str, number: int | None = None) -> HttpResponse:
    """One section: its words, what it means, how it is cited, and its life through the versions.

    With `number`, the section that stood at this address in that version.
    """
    versions = access.published(slug)
    states = history.of(versions, eid, access.numbered(versions, number) if number is not None else None)
    if not states:
        raise Http404
    newest = states[0]
    found = versions[0].law
    explanation = Explanation.objects.filter(law=found, identity=newest.part.identity).first()
    context = {
        "law": found,
        "states": states,
        "state": newest,
        "part": newest.part,
        "gone": newest.version != versions[0],
        "explanation": explanation,
        "citations": citations(newest.part, found.title, found.title_en),
        "trail": access.trail(found),
    }
    return render(request, "texts/section.html", context)


@require_safe
def jump(request: HttpRequest, slug: str) -> HttpResponse:
    """To the section somebody typed: ๑๔, 14, มาตรา 43/1."""
    shown = access.published(slug)[0]
    asked = request.GET.get("to", "")[:80]
    eid = address(asked)
    labels = dict(shown.provisions.commented().values_list("eid", "label"))
    if eid in labels:
        return redirect(f"{reverse('texts:law', args=[slug])}#{eid}")
    context = {"law": shown.law, "asked": asked, "labels": labels, "trail": access.trail(shown.law)}
    return render(request, "texts/jump.html", context, status=404)
