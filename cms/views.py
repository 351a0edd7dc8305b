"""Search, and files that robots ask for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from cms import processes, search


def find(request: HttpRequest) -> HttpResponse:
    """The search page; without a question it explains what can be found."""
    question = request.GET.get("q", "").strip()
    kinds = processes.labels()
    kind = request.GET.get("kind", "")
    kind = kind if kind in kinds else ""
    context = {
        "question": question,
        "too_long": len(question) > search.LONGEST_QUESTION,
        "kind": kind,
        "kinds": kinds,
        "hits": search.search(question, kind=kind, language=get_language() or "th"),
        "most": search.MOST,
    }
    return render(request, "cms/search.html", context)
