"""The numbers of proposals: one definition for pages, tables and live figures."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from budgets.proposals.models import Proposal
from budgets.proposals.states import State


@dataclass(frozen=True)
class Figures:
    """Support for one proposal, true for a record of `record_size` entries."""

    public_id: str
    state: str
    supports: int
    record_size: int


def figures(proposal: Proposal) -> Figures:
    """The count as sealing left it. No query."""
    return Figures(proposal.public_id, proposal.state, proposal.supports, proposal.record_size)


def recount(proposal: Proposal) -> int:
    """Support counted again from the rows."""
    return proposal.sponsors.filter(withdrawn_at=None).count()


def by_state(round_id: int) -> list[tuple[State, int]]:
    """How many proposals of a round are in each state, those that occur. One query."""
    counted = Counter(Proposal.objects.of(round_id).values_list("state", flat=True))
    return [(state, counted[state]) for state in State if counted[state]]


def live(public_id: str) -> dict[str, Any] | None:
    """What viewers of topic `proposal.<public_id>` get."""
    proposal = Proposal.objects.filter(public_id=public_id).first()
    return asdict(figures(proposal)) if proposal else None
