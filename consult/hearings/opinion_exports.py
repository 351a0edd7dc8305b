"""Groups of comments and votes of the opinion map of hearings, as open data."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from consult.hearings import exports
from consult.sense import exports as sense
from consult.sense import opinions
from consult.sense.models import Grouping, OpinionMap
from realtime.feeds.catalogue import Dataset, Subject, register


def with_groups() -> Iterator[Subject]:
    """Hearings whose groups are published."""
    shown = set(Grouping.objects.published().filter(kind="hearing").values_list("public_id", flat=True))
    return (subject for subject in exports.subjects() if subject.public_id in shown)


def find_with_groups(public_id: str) -> Subject | None:
    """One of them, or None."""
    return exports.find(public_id) if sense.published("hearing", public_id) else None


def with_map() -> Iterator[Subject]:
    """Hearings with an opinion map."""
    drawn = set(OpinionMap.objects.drawn().filter(kind="hearing").values_list("public_id", flat=True))
    return (subject for subject in exports.subjects() if subject.public_id in drawn)


def find_with_map(public_id: str) -> Subject | None:
    """One of them, or None."""
    return exports.find(public_id) if sense.mapped("hearing", public_id) else None


def drawn_at(public_id: str) -> str:
    """When the map was drawn: the file changes with it."""
    row = OpinionMap.objects.filter(kind="hearing", public_id=public_id).values_list("drawn_at", flat=True).first()
    return row.isoformat() if row else ""


for _dataset in (
    Dataset(
        id="hearing-groups", kind="hearing", title=_("Groups of comments"), columns=sense.GROUP,
        description=_("Issue groups with their size and the comment that stands for each."),
        rows=lambda public_id: sense.groups("hearing", public_id), subjects=with_groups, find=find_with_groups,
        drawn=("name", "people"),
    ),
    Dataset(
        id="hearing-comment-groups", kind="hearing", title=_("Which comment is in which group"), columns=sense.PLACE,
        description=_("The group of each comment: with it, every size can be counted again."),
        rows=lambda public_id: sense.places("hearing", public_id), subjects=with_groups, find=find_with_groups,
    ),
    Dataset(
        id="hearing-opinion-votes", kind="hearing", title=_("Votes of the opinion map"), columns=sense.VOTE,
        description=_("Who supports and opposes which comment, without names: anybody can draw the map from it."),
        rows=lambda public_id: opinions.published_votes("hearing", public_id), subjects=with_map, find=find_with_map,
        version=drawn_at,
    ),
):  # fmt: skip
    register(_dataset)
