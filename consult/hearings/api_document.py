"""Everything that the page of a hearing says, as plain values for the feed."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from consult.hearings.models import ConsultationPage
from consult.hearings.models.page import ANNOUNCED

# Fields of a hearing that are words of the page; each with its English beside it.
SAID = (*ANNOUNCED, "changed_since", "outcome", "next_steps")
OTHER_WAYS = ("easy", "easy_en", "large_print_url", "sign_video_url")
ALSO = ("short_reason", "cancelled_reason", "topics", "groups")


def document(row: ConsultationPage) -> dict[str, Any]:
    """Announcement in both languages, stage, documents, extensions, outcome. Two queries."""
    return {
        "announcement": {f"{name}{ending}": getattr(row, f"{name}{ending}") for name in SAID for ending in ("", "_en")},
        "other_ways": {name: getattr(row, name) for name in OTHER_WAYS},
        "follows": row.follows.public_id if row.follows else None,
        "finished_at": utc(row.finished_at) if row.finished_at else None,
        "documents": [
            {"kind": one.kind, "title": one.title, "title_en": one.title_en or None, "url": _full(one.document.url)}
            for one in row.documents.select_related("document")
        ],
        "extensions": [
            {
                "at": utc(one.at), "closed_at": utc(one.closed_at), "closes_at": utc(one.closes_at),
                "reason": one.reason, "reason_en": one.reason_en or None,
            }
            for one in row.extensions.all()
        ],
        **{name: getattr(row, name) for name in ALSO},
    }  # fmt: skip


def links(row: ConsultationPage) -> dict[str, str]:
    """Where a person reads it, and its other feeds."""
    with override("th"):
        page = _full(reverse("hearings:hearing", args=[row.public_id]))
        text = _full(row.text.law.get_absolute_url())
    return {
        "self": f"{settings.SITE_URL}/api/hearings/{row.public_id}",
        "comments": f"{settings.SITE_URL}/api/hearings/{row.public_id}/comments",
        "questions": f"{settings.SITE_URL}/api/questions/hearing/{row.public_id}",
        "page": page,
        "text": text,
    }


def utc(moment: datetime) -> str:
    """RFC 3339 in UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _full(address: str) -> str:
    return f"{settings.SITE_URL}{address}"
