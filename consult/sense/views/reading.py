"""Pages that everybody may read once the agency has published its groups: no session, cacheable."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from consult.sense import access, figures
from consult.sense.map_page import map_page
from consult.sense.models import Grouping, IssueGroup, OpinionMap
from consult.sense.querysets import in_group
from consult.sense.states import State
from consult.threads.listing import Asked, page_of

SHOWN = 100
MAP_SOURCE = Path(__file__).parent.parent / "opinion_map.py"


@require_safe
def groups(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """Every group with its number of comments and one comment that stands for it."""
    subject = access.subject(kind, public_id)
    if not Grouping.objects.published().filter(kind=kind, public_id=public_id).exists():
        return render(request, "sense/not_yet.html", {"subject": subject, "trail": access.trail(subject)})
    coverage = figures.coverage(kind, public_id)
    last = request.GET.get("after", "")
    rows = IssueGroup.objects.about(kind, public_id).standing().filter(size__gt=0).largest_first()
    start = int(last) if last.isdecimal() and len(last) < 7 else 0
    found = list(rows[start : start + SHOWN + 1])
    context = {
        "subject": subject,
        "coverage": coverage,
        "groups": [(group, group.size / coverage.comments if coverage.comments else 0) for group in found[:SHOWN]],
        "next_url": f"?after={start + SHOWN}" if len(found) > SHOWN else "",
        "topic": figures.topic(kind, public_id),
        "trail": access.trail(subject),
    }
    return render(request, "sense/groups.html", context)


@require_safe
def group(request: HttpRequest, kind: str, public_id: str, number: int) -> HttpResponse:
    """One group with all its comments, fifty at a time; a merged one leads to where its comments are."""
    subject = access.published(kind, public_id)
    found = access.group(kind, public_id, number)
    trail = access.trail(subject, (f"../#group-{number}", "Groups of comments"))
    if found.state != State.STANDING:
        return render(request, "sense/gone.html", {"group": found, "subject": subject, "trail": trail}, status=410)
    page = page_of(in_group(found), Asked.of(request.GET), subject.parts)
    context = {"subject": subject, "group": found, "page": page, "trail": trail}
    return render(request, "sense/group.html", context)


@require_safe
def opinion_map(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """Who answers alike, what unites and what divides: tables first, the picture after them."""
    subject = access.subject(kind, public_id)
    row = OpinionMap.objects.filter(kind=kind, public_id=public_id).first()
    page = map_page(row) if row and row.drawing else None
    context = {"subject": subject, "row": row, "page": page, "trail": access.trail(subject)}
    return render(request, "sense/map.html", context)


@require_safe
def map_source(_request: HttpRequest) -> HttpResponse:
    """The one file that draws a map from published votes, for anybody to run."""
    source = MAP_SOURCE.read_text(encoding="utf-8")
    answer = HttpResponse(source, content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="opinion_map.py"'
    patch_cache_control(answer, public=True, max_age=3600)
    return answer
