"""Pages that everybody may read: no session, the same for all, cacheable."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from consult.hearings import access, desk, marking
from consult.hearings.index import index_context
from consult.hearings.marking import Marked
from consult.hearings.models import ConsultationPage
from consult.hearings.pages import hearing_page
from consult.hearings.states import Decision
from consult.texts import figures as texts
from consult.threads import figures as discussion
from consult.threads import groups
from consult.threads.listing import Asked, page_of


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Hearings: open, soon, over; of one kind, in one stage, of one agency."""
    return render(request, "hearings/index.html", index_context(request.GET))


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
    """One section: its words, the passages discussed, where people stand, what they say."""
    found = access.public(public_id)
    names, words = texts.names_and_part(found.text, eid)
    if words is None:
        raise Http404
    asked = Asked.of(request.GET, part=eid)
    if seeded := asked.seeded():
        return _to_seed(seeded)
    order = list(names)
    at = order.index(eid)
    context = {
        "hearing": found,
        "name": names[eid],
        "eid": eid,
        "part": words,
        "marked": Marked.of(words, marking.discussed(public_id, eid)),
        "said": discussion.of_part("hearing", public_id, eid),
        "page": page_of(access.comments(found), asked, names, groups=groups.named(found.groups)),
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
    asked = Asked.of(request.GET)
    if seeded := asked.seeded():
        return _to_seed(seeded)
    names = texts.names(found.text)
    page = page_of(access.comments(found), asked, names, groups=groups.named(found.groups))
    context = {"hearing": found, "page": page, "names": names, "trail": access.trail(found)}
    return render(request, "hearings/comments.html", context)


def _to_seed(address: str) -> HttpResponse:
    """A random order begins at a place of its own for each visit; from there on the address keeps it."""
    answer = HttpResponseRedirect(address)
    answer["Cache-Control"] = "no-store"
    return answer


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
        "groups": desk.group_choices(found, public=True),
        "shown": desk.SHOWN,
        "orders": desk.ORDERS,
        "decisions": Decision.choices,
        "progress": desk.progress(found),
        "desk": reverse("hearings:responses", args=[public_id]),
        "trail": access.trail(found),
    }
    return render(request, "hearings/responses.html", context)
