"""What sealing adds up: support for proposals."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import F

from budgets.proposals.models import Proposal
from realtime.record import projections
from realtime.record.projections import Sealed

SUPPORT = {"proposal.sponsored": 1, "proposal.sponsor-withdrawn": -1}
CARRIED = ("proposal.merged", "proposal.carried")
NEWS = (
    "proposal.made",
    "proposal.withdrawn",
    "proposal.hidden",
    "proposal.shown",
    "proposal.split",
    "proposal.decided",
    "proposal.appealed",
)


@projections.register(*SUPPORT, *CARRIED)
def count_support(entries: Sequence[Sealed], size: int) -> Iterable[str]:
    """Add a window of support to the proposals concerned, in the order of their ids."""
    counts: Counter[str] = Counter()
    for entry in entries:
        counts[entry.public_id] += SUPPORT.get(entry.kind) or int(entry.body["carried"])
    for public_id, n in sorted(counts.items()):
        Proposal.objects.filter(public_id=public_id).update(supports=F("supports") + n, record_size=size)
    return {f"proposal.{public_id}" for public_id in counts} | {"site"}


@projections.register(*NEWS)
def refresh_changed(entries: Sequence[Sealed], _size: int) -> Iterable[str]:
    """A change of a proposal is news for those who watch."""
    return {f"proposal.{entry.public_id}" for entry in entries}
