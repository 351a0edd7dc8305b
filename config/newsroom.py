"""Followers hear of every official step: what sealing writes into the record is told to who follows its subject.

Here, because the record, the site's processes and people's notices know nothing of each other.
"""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_noop

from accounts.notices import following
from accounts.notices.telling import tell_followers
from cms import processes
from petitions.models import Event
from realtime.record import kinds, projections
from realtime.record.projections import Sealed

# Official steps, by the kind of their entry. Acts of citizens are never news to others.
STEPS = (
    "hearing.published", "hearing.extended", "hearing.cancelled", "hearing.opened", "hearing.closed", "hearing.report",
    "hearing.finished", "round.opened", "round.closed", "round.counted", "budget.published", "budget.stage",
    "budget.changed", "budget.spending", "budget.contracts",
    *(f"petition.{event}" for event in Event.Kind.values),
)  # fmt: skip


def describe(kind: str, public_id: str) -> following.About | None:
    """A process as its followers see it."""
    card = processes.find(kind, public_id)
    return following.About(card.title, card.url) if card else None


def tell(batch: Sequence[Sealed], _size: int) -> Iterable[str]:
    """Tell the followers of each subject in the batch. Exactly once: it runs inside the sealing transaction."""
    for entry in batch:
        if following.followed(entry.subject) and following.describe(entry.subject):
            _tell(entry)
    return ()


def _tell(entry: Sealed) -> None:
    def about() -> following.About:
        found = following.describe(entry.subject)
        assert found is not None  # noqa: S101  (asked before)
        return found

    tell_followers(
        kind=entry.kind,
        about=entry.subject,
        path=lambda: about().url,
        heading=gettext_noop("%(step)s: %(title)s"),
        values=lambda: {"step": kinds.label(entry.kind), "title": about().title},
    )


def connect() -> None:
    """Listen to sealing, and let followed processes be named (from the app's `ready`)."""
    following.describe_with(describe)
    projections.register(*STEPS)(tell)
