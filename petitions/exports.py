"""Petitions as plain values for feeds and tables: UTC times, C.E. years, nothing personal."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from accounts.models import Area
from petitions import figures
from petitions.clocks import clocks_for
from petitions.models import Petition

LIST_COLUMNS = (
    "id", "kind", "state", "title", "title_en", "addressee", "threshold", "signature_count", "online", "paper",
    "counter", "withdrawn", "opened_at", "closes_at", "reached_at", "delivered_at", "answered_at", "record_size",
)  # fmt: skip
HOUR_COLUMNS = ("id", "hour", "signed", "withdrawn", "total")
PLACE_COLUMNS = ("id", "province_code", "province", "province_en", "signature_count")


def utc(moment: datetime | None) -> str | None:
    """A moment as machines read it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def attributes(petition: Petition) -> dict[str, Any]:
    """What a list says of a petition. No query when read `with_tally()`."""
    now = figures.figures(petition)
    return {
        "kind": petition.kind,
        "action": petition.title,
        "action_en": petition.title_en or None,
        "background": petition.summary,
        "background_en": petition.summary_en or None,
        "language": petition.language,
        "invented": petition.invented,
        "state": petition.state,
        "signature_count": now.total,
        "threshold": now.threshold,
        "signatures_by_channel": {"online": now.online, "paper": now.paper, "counter": now.counter},
        "withdrawn_count": now.withdrawn,
        "record_size": now.record_size,
        "created_at": utc(petition.created_at),
        "opened_at": utc(petition.opens_at),
        "closes_at": utc(petition.closes_at),
        "response_threshold_reached_at": utc(petition.reached_at),
        "delivered_at": utc(petition.delivered_at),
        "government_response_at": utc(petition.answered_at),
        "departments": [{"acronym": petition.addressee.slug, "name": petition.addressee.name}],
    }


def full_attributes(petition: Petition) -> dict[str, Any]:
    """Everything that is published of one petition. Four queries."""
    answer = petition.answers.first()
    return attributes(petition) | {
        "additional_details": petition.background,
        "sections": petition.sections,
        "rules": petition.rules,
        "rules_sha256": petition.rules_hash or None,
        "milestones": [
            {"event": event.kind, "at": utc(event.at), "number": event.number, "entry": str(event.receipt)}
            for event in petition.events.all()
        ],
        "clocks": [
            {"code": c.code, "days": c.days, "due": c.last_day.isoformat(), "done_at": utc(c.ended), "overdue": c.late}
            for c in clocks_for(petition)
        ],
        "government_response": answer
        and {"responded_on": answer.at.date().isoformat(), "details": answer.text, "revision": answer.revision},
        "signatures_by_province": list(_places(petition)),
    }


def _places(petition: Petition) -> Iterator[dict[str, Any]]:
    places = figures.places(petition)
    areas = Area.objects.in_bulk([place.code for place in places if place.code])
    for place in places:
        area = areas.get(place.code)
        yield {
            "name": area.name if area else None,
            "name_en": area.name_en if area else None,
            "code": place.code or None,
            "signature_count": place.total,
        }


def list_rows() -> Iterator[tuple[Any, ...]]:
    """One row for each published petition, in LIST_COLUMNS."""
    for petition in Petition.objects.published().with_tally().order_by("id").iterator(500):
        now = figures.figures(petition)
        moments = (petition.opens_at, petition.closes_at, petition.reached_at, petition.delivered_at)
        yield (
            petition.public_id, petition.kind, petition.state, petition.title, petition.title_en,
            petition.addressee.slug, now.threshold, now.total, now.online, now.paper, now.counter, now.withdrawn,
            *(utc(moment) for moment in moments), utc(petition.answered_at), now.record_size,
        )  # fmt: skip


def hour_rows() -> Iterator[tuple[Any, ...]]:
    """One row for each petition and hour with a change, in HOUR_COLUMNS."""
    for petition in Petition.objects.published().order_by("id").iterator(500):
        for hour in figures.hours(petition):
            yield petition.public_id, utc(hour.hour), hour.signed, hour.withdrawn, hour.total


def place_rows() -> Iterator[tuple[Any, ...]]:
    """One row for each petition and province, small numbers folded, in PLACE_COLUMNS."""
    for petition in Petition.objects.published().order_by("id").iterator(500):
        for place in _places(petition):
            yield petition.public_id, place["code"], place["name"], place["name_en"], place["signature_count"]
