"""Ideas as open data."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from consult.ideas import figures, listing
from consult.ideas.models import Idea

router = Router(tags=["ideas"])


class IdeaRow(Schema):
    """One idea that is shown; never its author."""

    id: str
    kind: str
    title: str
    act: str
    body: str
    agency: str
    supports: int
    demonstration: bool
    created_at: str
    answered_at: str | None


class IdeaList(Schema):
    """A page of ideas, the most supported first; `links.next` is null on the last."""

    links: dict[str, str | None]
    data: list[IdeaRow]


class IdeaDocument(Schema):
    """One idea with its answer."""

    data: IdeaRow
    figures: dict[str, Any]
    answers: list[dict[str, Any]]


@router.get("/", response=IdeaList, summary="Ideas, the most supported first")
def index(request: HttpRequest, response: HttpResponse, page: int = 0) -> dict[str, Any]:
    """At most thirty ideas; follow `links.next`."""
    response["Access-Control-Allow-Origin"] = "*"
    found = listing.page({"page": str(max(page, 0))})
    more = f"{settings.SITE_URL}{request.path}?page={max(page, 0) + 1}" if found.next_url else None
    return {"links": {"next": more}, "data": [_row(idea) for idea in found.rows]}


@router.get("/{public_id}", response=IdeaDocument, summary="One idea with its answer")
def one(request: HttpRequest, response: HttpResponse, public_id: str) -> dict[str, Any]:
    """One idea that is shown, its figures and every revision of the answer."""
    response["Access-Control-Allow-Origin"] = "*"
    idea = get_object_or_404(Idea.objects.shown(), public_id=public_id)
    answers = [
        {"revision": row.revision, "decision": row.decision, "text": row.text, "at": row.at.isoformat()}
        for row in idea.answers.all()
    ]
    counts = figures.figures(idea)
    return {"data": _row(idea), "figures": vars(counts), "answers": answers}


def _row(idea: Idea) -> dict[str, Any]:
    return {
        "id": idea.public_id,
        "kind": idea.kind,
        "title": idea.title,
        "act": idea.act_title,
        "body": idea.body,
        "agency": idea.agency.name,
        "supports": idea.supports,
        "demonstration": idea.demonstration,
        "created_at": idea.created_at.isoformat(),
        "answered_at": idea.answered_at.isoformat() if idea.answered_at else None,
    }
