"""The numbers of a grouping: one definition for pages, feeds and live figures."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, Q, Sum

from consult.sense.models import Grouping, GroupMember, IssueGroup
from consult.sense.states import State
from consult.threads import figures as discussion


@dataclass(frozen=True)
class Coverage:
    """Groups of one subject and how many of its standing comments are in one, for a record of `record_size`."""

    groups: int = 0
    campaigns: int = 0
    grouped: int = 0
    comments: int = 0
    record_size: int = 0

    @property
    def ungrouped(self) -> int:
        """Comments in no group."""
        return max(self.comments - self.grouped, 0)

    @property
    def share(self) -> float:
        """The part of all comments that is in some group, 0 to 1."""
        return self.grouped / self.comments if self.comments else 0.0


def coverage(kind: str, public_id: str) -> Coverage:
    """The counts as they stand. Two queries."""
    said = discussion.total(discussion.by_part(kind, public_id).values())
    row: dict[str, Any] = (
        IssueGroup.objects.about(kind, public_id)
        .standing()
        .filter(size__gt=0)
        .aggregate(groups=Count("pk"), campaigns=Count("pk", filter=Q(campaign=True)), grouped=Sum("size"))
    )
    return Coverage(row["groups"], row["campaigns"], row["grouped"] or 0, said.comments, said.record_size)


def recount(kind: str, public_id: str) -> dict[int, tuple[int, int, int]]:
    """Comments, people and support of each standing group, by its number, from the rows. One query."""
    stands = Q(members__comment__state="visible")
    rows = (
        IssueGroup.objects.about(kind, public_id)
        .standing()
        .annotate(
            n=Count("members", filter=stands),
            who=Count("members__comment__citizen", filter=stands, distinct=True),
            support=Sum("members__comment__supports", filter=stands),
        )
        .values_list("number", "n", "who", "support")
    )
    return {number: (n, who, support or 0) for number, n, who, support in rows}


def counted(kind: str, public_id: str) -> dict[int, tuple[int, int, int]]:
    """What the groups say themselves, in the shape of `recount`."""
    rows = IssueGroup.objects.about(kind, public_id).standing()
    return {number: (n, who, up) for number, n, who, up in rows.values_list("number", "size", "people", "supports")}


def live(identity: str) -> dict[str, Any] | None:
    """What viewers of topic `groups.<kind>-<public id>` get once the agency has published the groups."""
    kind, _dash, public_id = identity.partition("-")
    if not Grouping.objects.published().filter(kind=kind, public_id=public_id).exists():
        return None
    found = coverage(kind, public_id)
    sizes = IssueGroup.objects.about(kind, public_id).standing().filter(size__gt=0).order_by("number")
    by_group = {str(number): size for number, size in sizes.values_list("number", "size")[:500]}
    return asdict(found) | {"by_group": by_group}


def topic(kind: str, public_id: str) -> str:
    """The live topic of a subject's groups."""
    return f"groups.{kind}-{public_id}"


def strays(kind: str, public_id: str) -> int:
    """Places in groups that do not stand, or comments of another subject: always zero."""
    members = GroupMember.objects.about(kind, public_id)
    elsewhere = ~Q(group__kind=kind, group__public_id=public_id) | ~Q(group__state=State.STANDING)
    return members.filter(elsewhere).count()
