"""What people answered to: one canonical document, whose hash is an entry in the record."""

from datetime import UTC
from typing import Any

from consult.hearings.models import ConsultationPage

# Nothing of this changes after publication. The closing day is in the document too, but may be extended.
FROZEN = (
    "kind", "text", "follows", "changed_since", "opens_at", "short_reason", "method", "problem", "purpose",
    "main_points", "affected", "necessity", "influence", "eligibility", "groups", "documents",
)  # fmt: skip


def document(page: ConsultationPage) -> dict[str, Any]:
    """The announcement and the rules as plain values."""
    words = (
        "kind", "short_reason", "method", "problem", "purpose", "main_points", "affected", "necessity", "influence",
        "groups", "changed_since",
    )  # fmt: skip
    return {name: getattr(page, name) for name in words} | {
        "hearing": page.public_id,
        "title": page.title,
        "agency": page.agency.slug,
        "text": page.text.fingerprint,
        "follows": page.follows.public_id if page.follows else "",
        "documents": [row.frozen() for row in page.documents.all()],
        "opens_at": page.opens_at.astimezone(UTC).isoformat(),
        "closes_at": page.closes_at.astimezone(UTC).isoformat(),
        "eligibility": page.eligibility,
    }
