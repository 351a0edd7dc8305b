"""What stood before an officer's change, kept so that the change can be undone."""

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from consult.sense import sizes
from consult.sense.models import Apart, Change, GroupMember, IssueGroup
from consult.sense.states import By, State

FIELDS = ("name", "name_en", "summary", "campaign", "named", "campaign_decided", "state", "merged_into_id")


def before(groups: Collection[IssueGroup], comments: Collection[uuid.UUID] = ()) -> dict[str, Any]:
    """These groups and the places of these comments as they stand now. Two queries."""
    places: dict[str, Any] = {str(comment): None for comment in comments}
    for row in GroupMember.objects.filter(comment__in=comments):
        places[str(row.comment_id)] = [
            str(row.group_id), str(row.how), row.pinned, row.near_duplicate_of_id and str(row.near_duplicate_of_id),
        ]  # fmt: skip
    apart = Apart.objects.filter(comment__in=comments).values_list("pk", flat=True)
    return {
        "groups": {str(group.pk): _fields(group) for group in groups},
        "members": places,
        "apart": [str(comment) for comment in apart],
    }


def restore(change: Change) -> set[uuid.UUID]:
    """Put back what a change found; groups that it made dissolve. The groups to count again."""
    found = change.before
    touched = {uuid.UUID(identity) for identity in found["groups"]}
    for identity, fields in found["groups"].items():
        IssueGroup.objects.filter(pk=identity).update(**fields)
    touched |= _replace(found["members"])
    Apart.objects.filter(comment__in=found["members"]).delete()
    Apart.objects.bulk_create([Apart(comment_id=comment) for comment in found["apart"]])
    if made := found.get("made"):
        touched.add(uuid.UUID(made))
        _dissolve(uuid.UUID(made), found.get("from"))
    return touched


def _replace(places: Mapping[str, Any]) -> set[uuid.UUID]:
    """Put comments where they were; the groups that this concerns."""
    GroupMember.objects.filter(comment__in=[uuid.UUID(comment) for comment in places]).delete()
    rows = [
        GroupMember(comment_id=comment, group_id=place[0], how=place[1], pinned=place[2], near_duplicate_of_id=place[3])
        for comment, place in places.items()
        if place
    ]
    GroupMember.objects.bulk_create(rows)
    return {uuid.UUID(place[0]) for place in places.values() if place}


def _dissolve(made: uuid.UUID, origin: str | None) -> None:
    """What has joined a group since goes where it was split from, or becomes ungrouped."""
    joined = GroupMember.objects.filter(group=made)
    if origin:
        joined.update(group=uuid.UUID(origin), how=By.MACHINE)
    else:
        joined.delete()
    IssueGroup.objects.filter(pk=made).update(state=State.DISSOLVED)
    sizes.refresh([made])


def _fields(group: IssueGroup) -> dict[str, Any]:
    values = {field: getattr(group, field) for field in FIELDS}
    values["merged_into_id"] = group.merged_into_id and str(group.merged_into_id)
    return values
