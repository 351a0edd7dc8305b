"""Search, news, the list of agencies."""

from datetime import datetime
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms import processes, search
from cms.models import AgencyPage, ArticlePage

PAGE = 20


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The search page; without a question it explains what can be found."""
    question = request.GET.get("q", "").strip()
    kinds = processes.labels()
    kind = request.GET.get("kind", "")
    kind = kind if kind in kinds else ""
    found = search.find(question, kind=kind, language=get_language() or "th")
    context = {
        "question": question,
        "too_long": len(question) > search.LONGEST_QUESTION,
        "kind": kind,
        "kinds": kinds,
        "hits": [(hit, kinds.get(hit.kind, "")) for hit in found.hits],
        "all_words": found.all_words,
        "most": search.MOST,
    }
    return render(request, "cms/search.html", context)


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """Articles of all agencies, the newest first; `?kind=` narrows, `?before=` goes on."""
    kind = request.GET.get("kind", "")
    choices = [choice for choice in ArticlePage.Kind if choice != ArticlePage.Kind.ABOUT]
    kind = kind if kind in choices else ""
    articles = ArticlePage.objects.news(kind)
    place = _place(request.GET.get("before", ""))
    if place:
        articles = articles.before(*place)
    page = list(articles[: PAGE + 1])
    following = _following(page[PAGE - 1], kind) if len(page) > PAGE else ""
    context = {"articles": page[:PAGE], "kinds": choices, "kind": kind, "next_url": following}
    return render(request, "cms/news.html", context)


@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """Every agency that has a part of the site, by kind."""
    pages = AgencyPage.objects.live().select_related("agency")
    pages = sorted(pages, key=lambda page: (page.agency.kind, page.local_title))
    groups = [(label, list(group)) for label, group in groupby(pages, key=lambda page: page.agency.get_kind_display())]
    return render(request, "cms/agencies.html", {"groups": groups})


def _place(text: str) -> tuple[datetime, int] | None:
    """The place in the list that `?before=` names, or None when it names none."""
    moment, _comma, pk = text.partition(",")
    try:
        parsed = parse_datetime(moment)
    except ValueError:
        return None
    valid = parsed is not None and is_aware(parsed) and pk.isascii() and pk.isdigit() and len(pk) < 18
    return (parsed, int(pk)) if parsed is not None and valid else None


def _following(last: ArticlePage, kind: str) -> str:
    place = f"{last.first_published_at.isoformat()},{last.pk}"
    return "?" + urlencode({"kind": kind, "before": place} if kind else {"before": place})
