"""Hearings as open data: a list, one hearing with its figures, its comments page by page."""

import uuid
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from consult.hearings import access, figures
from consult.hearings.api_document import document, links, utc
from consult.hearings.models import ConsultationPage
from consult.threads import figures as discussion
from consult.threads.listing import Asked, page_of, thread
from consult.threads.models import Comment

router = Router(tags=["hearings"])
SIZE = 50

type Order = Literal["newest", "supported", "divided", "random"]


class Hearing(Schema):
    """One hearing: its announcement, its rules and how many comments stand."""

    id: str
    kind: str
    phase: str
    title: str
    title_en: str | None
    summary: str
    summary_en: str | None
    agency: str
    law: str
    text: str
    demonstration: bool
    opens_at: str
    closes_at: str
    comment_count: int
    rules_sha256: str
    links: dict[str, str]


class HearingList(Schema):
    """A page of hearings, newest first; `links.next` is null on the last."""

    links: dict[str, str | None]
    data: list[Hearing]


class HearingDocument(Schema):
    """One hearing with all that its page says and all its figures."""

    data: Hearing
    announcement: dict[str, str]
    other_ways: dict[str, str]
    follows: str | None
    short_reason: str
    cancelled_reason: str
    finished_at: str | None
    topics: list[str]
    groups: str
    documents: list[dict[str, Any]]
    extensions: list[dict[str, Any]]
    rules: dict[str, Any]
    figures: dict[str, Any]


class Quote(Schema):
    """The passage that a comment is about: a TextQuoteSelector of the W3C, and where it began."""

    exact: str
    prefix: str
    suffix: str
    start: int


class CommentRow(Schema):
    """One comment that stands; never its author."""

    id: str
    part: str
    stance: str
    body: str
    language: str
    province: str
    supports: int
    opposes: int
    replies: int
    group: str
    replies_to: str | None
    quote: Quote | None
    wording: str | None
    wording_base: str | None
    edits: int
    channel: str
    created_at: str
    responses: list[dict[str, Any]]


class CommentList(Schema):
    """A page of comments; `links.next` is null on the last."""

    links: dict[str, str | None]
    data: list[CommentRow]


@router.get("/", response=HearingList, summary="Hearings, newest first")
def index(request: HttpRequest, response: HttpResponse, after: int = 0) -> dict[str, Any]:
    """At most fifty published hearings; follow `links.next`."""
    _open_to_all(response)
    found = ConsultationPage.objects.published().order_by("-pk")
    rows = list((found.filter(pk__lt=after) if after > 0 else found)[: SIZE + 1])
    counts = discussion.totals("hearing", [row.public_id for row in rows])
    more = f"{_address()}?after={rows[SIZE - 1].pk}" if len(rows) > SIZE else None
    data = [_hearing(row, counts.get(row.public_id, 0)) for row in rows[:SIZE]]
    return {"links": {"self": _address(), "next": more}, "data": data}


@router.get("/{public_id}", response=HearingDocument, summary="One hearing")
def hearing(request: HttpRequest, response: HttpResponse, public_id: str) -> dict[str, Any]:
    """Its announcement (2562 Act s.14), its frozen rules, its figures by stance and part."""
    _open_to_all(response)
    row = get_object_or_404(ConsultationPage.objects.published(), public_id=public_id)
    now = figures.live_figures(row)
    return document(row) | {"data": _hearing(row, now["comments"]), "rules": row.eligibility, "figures": now}


@router.get("/{public_id}/comments", response=CommentList, summary="The comments of a hearing")
def comments(
    request: HttpRequest,
    response: HttpResponse,
    public_id: str,
    *,
    part: str = "",
    stance: str = "",
    group: str = "",
    province: str = "",
    passage: str = "",
    wording: bool = False,
    order: Order = "newest",
    seed: str = "0",
    after: str = "",
) -> dict[str, Any]:
    """At most fifty comments that stand, with the agency's answers; follow `links.next`.

    The random order begins at a place that `seed` gives. Replies: under `/comments/{id}/replies`.
    """
    _open_to_all(response)
    row = get_object_or_404(ConsultationPage.objects.published(), public_id=public_id)
    words = {"part": part, "stance": stance, "group": group, "province": province, "passage": passage}
    asked = Asked.of(words | {"wording": "1" if wording else "", "order": order, "seed": seed, "after": after})
    page = page_of(access.comments(row).shown(), asked, {}, SIZE)
    own = f"{_address(row)}/comments"
    more = f"{own}{page.next_url}" if page.next_url else None
    return {"links": {"self": own, "next": more}, "data": [_comment(one.comment) for one in page.said]}


@router.get("/{public_id}/comments/{comment_id}/replies", response=CommentList, summary="The replies to a comment")
def replies(
    request: HttpRequest, response: HttpResponse, public_id: str, comment_id: uuid.UUID, after: str = ""
) -> dict[str, Any]:
    """At most fifty replies that stand, the first first; follow `links.next`."""
    _open_to_all(response)
    row = get_object_or_404(ConsultationPage.objects.published(), public_id=public_id)
    opening = get_object_or_404(Comment.objects.about("hearing", public_id).openings(), pk=comment_id)
    page = thread(access.comments(row).in_thread(opening).shown(), after)
    own = f"{_address(row)}/comments/{comment_id}/replies"
    more = f"{own}{page.next_url}" if page.next_url else None
    return {"links": {"self": own, "next": more}, "data": [_comment(one.comment) for one in page.said]}


def _hearing(row: ConsultationPage, count: int) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "kind": row.kind,
        "phase": row.phase,
        "title": row.title,
        "title_en": row.title_en or None,
        "summary": row.summary,
        "summary_en": row.summary_en or None,
        "agency": row.agency.slug,
        "law": row.text.law.slug,
        "demonstration": row.demonstration,
        "opens_at": utc(row.opens_at),
        "closes_at": utc(row.closes_at),
        "comment_count": count,
        "rules_sha256": row.fingerprint,
        "text": row.text.label,
        "links": links(row),
    }


def _comment(row: Comment) -> dict[str, Any]:
    answers = [
        {
            "revision": r.revision, "decision": r.decision, "reason": r.reason, "reason_en": r.reason_en or None,
            "changed": r.changed_sections or None, "answer": str(r.answer_id) if r.answer_id else None,
            "at": utc(r.created_at),
        }
        for r in row.responses.all()
    ]  # fmt: skip
    names = (
        "part", "stance", "body", "language", "province", "supports", "opposes", "replies", "group", "quote",
        "edits", "channel",
    )  # fmt: skip
    return {name: getattr(row, name) for name in names} | {
        "id": str(row.pk),
        "replies_to": str(row.replies_to_id) if row.replies_to_id else None,
        "wording": row.wording or None,
        "wording_base": row.wording_base or None,
        "created_at": utc(row.created_at),
        "responses": answers,
    }


def _address(row: ConsultationPage | None = None) -> str:
    return f"{settings.SITE_URL}/api/hearings/{row.public_id if row else ''}"


def _open_to_all(response: HttpResponse) -> None:
    """The same bytes for everybody, from any origin, kept for a while."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=60, stale-while-revalidate=120, stale-if-error=300"
