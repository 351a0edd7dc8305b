"""Words that were used before: the agency's own phrases, and the last answers it gave."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Agency, User
from consult.hearings.models import Phrase, Response

LAST = 8


@dataclass(frozen=True)
class Suggestion:
    """A decision with words that can be taken over."""

    key: str
    name: str
    decision: str
    reason: str
    reason_en: str


def suggestions(agency: Agency) -> Sequence[Suggestion]:
    """Kept phrases first, then the last different answers of the agency. Two queries."""
    kept = [
        Suggestion(f"phrase-{row.pk}", row.name, row.decision, row.reason, row.reason_en)
        for row in Phrase.objects.filter(agency=agency)
    ]
    seen = {one.reason for one in kept}
    recent: list[Suggestion] = []
    rows = Response.objects.filter(by__memberships__agency=agency).order_by("-created_at")[:60]
    for row in rows:
        if row.reason not in seen and len(recent) < LAST:
            seen.add(row.reason)
            recent.append(Suggestion(f"last-{row.pk}", row.reason[:70], row.decision, row.reason, row.reason_en))
    return [*kept, *recent]


def keep(*, by: User, agency: Agency, name: str, decision: str, reason: str, reason_en: str) -> Phrase:
    """Keep words under a name; the same name again replaces them. Not a civic act: nothing is recorded."""
    words = {"decision": decision, "reason": reason, "reason_en": reason_en, "by": by}
    return Phrase.objects.update_or_create(agency=agency, name=name[:120], defaults=words)[0]
