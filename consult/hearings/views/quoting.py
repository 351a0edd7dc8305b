"""Passages of a section: choosing one to comment on, and all that were discussed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from consult.hearings import access, marking, passages
from consult.texts import figures as texts
from consult.threads import quotes


@require_safe
def choose(request: HttpRequest, public_id: str, eid: str) -> HttpResponse:
    """Every paragraph of a section and its clauses, each with a way to comment on exactly it. Needs no script."""
    found = access.public(public_id)
    names, part = texts.names_and_part(found.text, eid)
    if part is None:
        raise Http404
    text = passages.words(part)
    clauses = list(quotes.clauses(text))
    lines = [
        (text[a:b], f"{a}-{b}", [(text[x:y], f"{x}-{y}") for x, y in clauses if a <= x and y <= b])
        for a, b in quotes.lines(text)
    ]
    context = {"hearing": found, "name": names[eid], "eid": eid, "lines": lines, "trail": access.trail(found)}
    return render(request, "hearings/passage.html", context)


@require_safe
def discussed(request: HttpRequest, public_id: str) -> HttpResponse:
    """The passages that people have commented on, the most discussed first."""
    found = access.public(public_id)
    names = texts.names(found.text)
    rows = [(passage, names.get(passage.part, "")) for passage in marking.discussed(public_id)]
    return render(request, "hearings/passages.html", {"hearing": found, "rows": rows, "trail": access.trail(found)})
