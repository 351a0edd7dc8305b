"""One section through the versions of its law."""

from dataclasses import dataclass, field

from django.db.models import Q

from consult.texts import credited, differences, discussed, figures
from consult.texts.credited import Credit
from consult.texts.differences import Change
from consult.texts.discussed import Remark
from consult.texts.figures import Part
from consult.texts.models import Provision, TextVersion


@dataclass
class State:
    """The section as one version has it, and how that differs from the version before."""

    version: TextVersion
    part: Part
    first: bool = False
    changes: list[Change] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether its words differ from the version before."""
        return differences.is_changed(self.changes)


def of(versions: list[TextVersion], eid: str, within: TextVersion | None = None) -> list[State]:
    """The section that stood at `eid` in the version `within` (or the newest that has it), in every version.

    `versions` are published and newest first, as are the states. Two queries, and those of discussions and credits.
    """
    by_id = {version.pk: version for version in versions}
    standing = Provision.objects.filter(version__in=[within.pk] if within else by_id, eid=eid)
    at = standing.commented().order_by("-version__number").first()
    if at is None:
        return []
    itself = Q(identity=at.identity)
    inside = Q(parent__identity=at.identity) | Q(parent__parent__identity=at.identity)
    rows = Provision.objects.filter(itself | inside, version__in=by_id).order_by("position")
    states = [
        State(version, figures.tree([row for row in rows if row.version_id == version.pk])[0])
        for version in versions
        if any(row.version_id == version.pk and row.identity == at.identity for row in rows)
    ]
    credits = credited.of_all([state.version.pk for state in states])
    remarks = discussed.remarks({state.version.pk: state.part.eid for state in states})
    for state, earlier in zip(states, [*states[1:], None], strict=True):
        state.first = earlier is None
        state.changes = differences.differences(earlier.part.words, state.part.words) if earlier else []
        state.credits = credits.get((state.version.pk, state.part.eid), [])
        state.remarks = remarks[state.version.pk]
    return states
