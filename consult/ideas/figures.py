"""The numbers of an idea: one definition for pages, tables and live figures."""

from dataclasses import asdict, dataclass
from typing import Any

from consult.ideas.models import Idea
from consult.threads import figures as discussion


@dataclass(frozen=True)
class Figures:
    """Support and comments, true for a record of `record_size` entries."""

    public_id: str
    state: str
    supports: int
    comments: int
    answered: bool
    record_size: int


def figures(idea: Idea) -> Figures:
    """The counts as sealing left them. One query."""
    said = discussion.total(discussion.by_part("idea", idea.public_id).values())
    size = max(idea.record_size, said.record_size)
    return Figures(idea.public_id, idea.state, idea.supports, said.comments, idea.answered_at is not None, size)


def recount(idea: Idea) -> int:
    """Support counted again from the rows."""
    return idea.supporters.filter(withdrawn_at=None).count()


def live(public_id: str) -> dict[str, Any] | None:
    """What viewers of topic `idea.<public_id>` get."""
    idea = Idea.objects.filter(public_id=public_id).first()
    return asdict(figures(idea)) if idea else None
