"""Petitions as open data, in the shape of the UK Parliament's petitions JSON, plus small counts and a time series.

https://petition.parliament.uk/help shows the shape: links, data {type, id, links, attributes}.
"""

from typing import Any, Literal

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from petitions import exports, figures
from petitions.counting import series as growth
from petitions.listing import filtered
from petitions.models import Petition

router = Router(tags=["petitions"])
SIZE = 50
COUNT_SECONDS, PAGE_SECONDS = 5, 60

type Step = Literal["minute", "hour", "day"]
type Show = Literal["open", "reached", "answered", "overdue", "all"]


class Resource(Schema):
    """One petition: a JSON:API-like resource object."""

    type: Literal["petition"] = "petition"
    id: str
    links: dict[str, str]
    attributes: dict[str, Any]


class PetitionDocument(Schema):
    """One petition with its own address."""

    links: dict[str, str]
    data: Resource


class PetitionList(Schema):
    """A page of petitions, newest first; `links.next` is null on the last."""

    links: dict[str, str | None]
    data: list[Resource]


class Count(Schema):
    """The count and nothing else: what a widget polls."""

    id: str
    state: str
    signature_count: int
    threshold: int | None
    record_size: int


class Point(Schema):
    """One step with its changes and the total after it (UTC); `hour` is kept for readers of the first edition."""

    at: str
    hour: str
    signed: int
    withdrawn: int
    total: int


class Series(Schema):
    """The growth of one petition by the hour."""

    id: str
    by: str
    record_size: int
    data: list[Point]


@router.get("/", response=PetitionList, summary="Petitions, newest first")
def index(request: HttpRequest, response: HttpResponse, show: Show = "all", after: int = 0) -> dict[str, Any]:
    """At most fifty published petitions; follow `links.next`."""
    _open_to_all(response, PAGE_SECONDS)
    found = filtered(show).with_tally().order_by("-id")
    rows = list((found.filter(pk__lt=after) if after > 0 else found)[: SIZE + 1])
    more = f"{_site()}/api/petitions/?show={show}&after={rows[SIZE - 1].pk}" if len(rows) > SIZE else None
    own = f"{_site()}/api/petitions/?show={show}" + (f"&after={after}" if after else "")
    return {
        "links": {"self": own, "next": more},
        "data": [_resource(row, exports.attributes(row)) for row in rows[:SIZE]],
    }


@router.get("/{public_id}", response=PetitionDocument, summary="One petition")
def petition(request: HttpRequest, response: HttpResponse, public_id: str) -> dict[str, Any]:
    """Its text, counts, milestones, answer, and names by province (small numbers folded)."""
    _open_to_all(response, PAGE_SECONDS)
    row = get_object_or_404(_published(), public_id=public_id)
    return {"links": {"self": _address(row)}, "data": _resource(row, exports.full_attributes(row))}


@router.get("/{public_id}/count.json", response=Count, summary="The count alone")
def count(request: HttpRequest, response: HttpResponse, public_id: str) -> dict[str, Any]:
    """True for the record of the size given."""
    _open_to_all(response, COUNT_SECONDS)
    now = figures.figures(get_object_or_404(_published(), public_id=public_id))
    return {
        "id": public_id,
        "state": now.state,
        "signature_count": now.total,
        "threshold": now.threshold,
        "record_size": now.record_size,
    }


@router.get("/{public_id}/series.json", response=Series, summary="Growth by the hour")
def series(request: HttpRequest, response: HttpResponse, public_id: str, by: Step = "hour") -> dict[str, Any]:
    """By minute (the last two days), hour or day in Thailand; steps without a change are left out."""
    _open_to_all(response, PAGE_SECONDS)
    row = get_object_or_404(_published(), public_id=public_id)
    points = [
        {"at": at, "hour": at, "signed": one.signed, "withdrawn": one.withdrawn, "total": one.total}
        for one in growth.points(row, by)
        if (at := exports.utc(one.hour))
    ]
    return {"id": public_id, "by": by, "record_size": figures.figures(row).record_size, "data": points}


def _published() -> "QuerySet[Petition]":
    found: QuerySet[Petition] = Petition.objects.published().with_tally()
    return found


def _resource(row: Petition, attributes: dict[str, Any]) -> dict[str, Any]:
    return {"type": "petition", "id": row.public_id, "links": {"self": _address(row)}, "attributes": attributes}


def _address(row: Petition) -> str:
    return f"{_site()}/api/petitions/{row.public_id}"


def _site() -> str:
    return settings.SITE_URL


def _open_to_all(response: HttpResponse, seconds: int) -> None:
    """The same bytes for everybody, from any origin, kept for a while (architecture, open data over HTTP)."""
    response["Access-Control-Allow-Origin"] = "*"
    kept = f"public, max-age={seconds}, stale-while-revalidate={2 * seconds}, stale-if-error={5 * seconds}"
    response["Cache-Control"] = kept
