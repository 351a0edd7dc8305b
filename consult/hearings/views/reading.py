"""Pages that everybody may read: no session, the same for all, cacheable."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from consult.hearings import access, desk
from consult.hearings.models import ConsultationPage
from consult.hearings.pages import hearing_page
from consult.hearings.states import Decision
from consult.texts import figures as texts
from consult.threads import figures as discussion
from consult.threads.figures import Discussion
from consult.threads.listing import Asked, page_of


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Hearings: open, soon, over."""
    hearings = ConsultationPage.objects
    lists = {"open": hearings.open()[:50], "upcoming": hearings.upcoming()[:50], "ended": hearings.ended()[:50]}
    return render(request, "hearings/index.html", {name: list(rows) for name, rows in lists.items()})


@require_safe
def hearing(request: HttpRequest, public_id: str) -> HttpResponse:
    """One hearing: the announcement, the figures, the parts of the text."""
    return render_hearing(request, access.public(public_id))


def render_hearing(request: HttpRequest, found: ConsultationPage) -> HttpResponse:
    """The page of a hearing, published or in preview."""
    context = {"page": hearing_page(found), "hearing": found, "trail": access.trail()}
    return render(request, "hearings/hearing.html", context)


@require_safe
def part(request: HttpRequest, public_id: str, eid: str) -> HttpResponse:
    """One section: its words, where people stand, what they say."""
    found = access.public(public_id)
    names = texts.names(found.text)
    if eid not in names:
        raise Http404
    order = list(names)
    at = order.index(eid)
    said = discussion.by_part("hearing", public_id).get(eid, Discussion())
    context = {
        "hearing": found,
        "name": names[eid],
        "eid": eid,
        "part": texts.parts(found.text, eid)[0],
        "said": said,
        "page": page_of(access.comments(found), Asked.of(request.GET, part=eid), names),
        "previous": order[at - 1] if at else "",
        "following": order[at + 1] if at + 1 < len(order) else "",
        "names": names,
        "trail": access.trail(found),
    }
    return render(request, "hearings/part.html", context)


@require_safe
def comments(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every comment, by stance, part and order, fifty at a time."""
    found = access.public(public_id)
    names = texts.names(found.text)
    page = page_of(access.comments(found), Asked.of(request.GET), names)
    context = {"hearing": found, "page": page, "names": names, "trail": access.trail(found)}
    return render(request, "hearings/comments.html", context)


@require_safe
def responses(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every contribution: its issue group, what the agency decided, why, and which section changed (2562 Act s.16)."""
    found = access.public(public_id)
    names = texts.names(found.text)
    asked = desk.Asked.of(request.GET, default=desk.ALL)
    context = {
        "hearing": found,
        "page": desk.page(found, asked, names),
        "names": names,
        "groups": desk.group_choices(found) if desk.groups_public(public_id) else [],
        "shown": desk.SHOWN,
        "orders": desk.ORDERS,
        "decisions": Decision.choices,
        "progress": desk.progress(found),
        "desk": reverse("hearings:responses", args=[public_id]),
        "trail": access.trail(found),
    }
    return render(request, "hearings/responses.html", context)
