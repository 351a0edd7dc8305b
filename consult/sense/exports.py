"""Rows of open data about groups and opinion maps; the rooms whose subjects they are publish them."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from consult.sense.models import Grouping, GroupMember, IssueGroup, OpinionMap
from consult.sense.states import State
from consult.threads.states import State as CommentState
from realtime.feeds.catalogue import Column

GROUP = (
    Column("number", "integer", _("number of the group, never given twice")),
    Column("name", "string", _("name in Thai")),
    Column("name_en", "string", _("name in English; empty when there is none")),
    Column("summary", "string", _("what the comments say, in an officer's words")),
    Column("campaign", "boolean", _("one text that many people sent")),
    Column("made_by", "string", _("machine or officer")),
    Column("comments", "integer", _("comments in it that stand")),
    Column("people", "integer", _("people who wrote them")),
    Column("supports", "integer", _("support that they have")),
    Column("representative", "string", _("id of a comment that stands for the group")),
)
PLACE = (
    Column("comment", "string", _("id of the comment")),
    Column("group", "integer", _("number of its group")),
    Column("placed_by", "string", _("machine or officer")),
    Column("near_duplicate_of", "string", _("id of the comment that it is a copy of, up to a few words")),
)
VOTE = (
    Column("participant", "string", _("a person, under a number drawn by lot for this file alone")),
    Column("statement", "string", _("id of the comment")),
    Column("vote", "integer", _("1 supports, -1 opposes")),
)


def published(kind: str, public_id: str) -> bool:
    """Whether the agency shows its groups to everybody."""
    return Grouping.objects.published().filter(kind=kind, public_id=public_id).exists()


def mapped(kind: str, public_id: str) -> bool:
    """Whether an opinion map has been drawn."""
    return OpinionMap.objects.drawn().filter(kind=kind, public_id=public_id).exists()


def groups(kind: str, public_id: str) -> Iterator[tuple[int, str, str, str, bool, str, int, int, int, str]]:
    """One row for each group that stands."""
    for row in IssueGroup.objects.about(kind, public_id).standing().order_by("number").iterator(1000):
        yield (
            row.number, row.name, row.name_en, row.summary, row.campaign, row.made_by, row.size, row.people,
            row.supports, str(row.representative_id or ""),
        )  # fmt: skip


def places(kind: str, public_id: str) -> Iterator[tuple[str, int, str, str]]:
    """One row for each comment that stands and is in a group."""
    rows = GroupMember.objects.about(kind, public_id).filter(
        comment__state=CommentState.VISIBLE, group__state=State.STANDING
    )
    values = rows.order_by("comment").values_list("comment", "group__number", "how", "near_duplicate_of")
    for comment, number, how, near in values.iterator(1000):
        yield str(comment), number, how, str(near or "")
