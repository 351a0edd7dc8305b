"""The only writers of groups besides the machine: ask for grouping, merge, split, move, name, undo, publish.

Every change holds the subject's `Grouping` row, so two officers change one after the other; each leaves an
entry in the record that says which groups and how many comments, never who wrote them.
"""

import uuid
from collections.abc import Collection, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone, Refused, Stale
from consult.sense import history, rules, sizes
from consult.sense.models import Apart, Change, Grouping, GroupMember, IssueGroup
from consult.sense.states import By, State, Verb, Work
from consult.threads.models import Comment
from consult.threads.subjects import Subject
from realtime.record import append, canonical
from realtime.record.append import Receipt

MOST = 2_000  # comments moved at once


def ask_for_grouping(*, by: User, subject: Subject) -> Grouping:
    """Ask the machine to sort the comments; it begins within seconds. Raises AlreadyDone while it is at work."""
    _require(by, subject)
    grouping, _made = Grouping.objects.get_or_create(kind=subject.kind, public_id=subject.public_id)
    idle = Grouping.objects.filter(pk=grouping.pk).exclude(work__in=[Work.ASKED, Work.RUNNING])
    if not idle.update(work=Work.ASKED, asked_at=timezone.now(), done=0):
        raise AlreadyDone(_("The comments are being grouped already."))
    grouping.refresh_from_db()
    return grouping


@transaction.atomic
def merge(*, by: User, subject: Subject, groups: Collection[IssueGroup], into: IssueGroup) -> Receipt:
    """Put every comment of `groups` into one. Raises Stale when one of them does not stand any more."""
    grouping = _lock(by, subject)
    others = [group for group in groups if group.pk != into.pk]
    if not others:
        raise Refused(_("Choose at least two groups."))
    _require_standing(subject, [*others, into])
    members = GroupMember.objects.filter(group__in=others)
    was = history.before([*others, into], list(members.values_list("pk", flat=True)))
    members.update(group=into, how=By.OFFICER, pinned=True)
    IssueGroup.objects.filter(pk__in=[group.pk for group in others]).update(state=State.MERGED, merged_into=into)
    _remember(grouping, by, Verb.MERGED, was, [*others, into])
    sizes.refresh([group.pk for group in (*others, into)])
    body = {"into": into.number, "groups": sorted(group.number for group in others)}
    return append.append("sense.merged", into.subject, body)


@transaction.atomic
def split(
    *, by: User, subject: Subject, comments: Collection[Comment], name: str, name_en: str = "",
    group: IssueGroup | None = None,
) -> IssueGroup:  # fmt: skip
    """Make a new group of these comments, out of `group` or of comments in none. The new group."""
    grouping = _lock(by, subject)
    if group:
        _require_standing(subject, [group])
    chosen = _places(subject, comments)
    made = IssueGroup.objects.create(
        kind=subject.kind, public_id=subject.public_id, number=take_number(grouping), name=name[:160],
        name_en=name_en[:160], named=True, made_by=By.OFFICER,
    )  # fmt: skip
    was = history.before([group] if group else [], chosen)
    was |= {"made": str(made.pk), "from": str(group.pk) if group else None}
    touched = _put(chosen, made)
    _remember(grouping, by, Verb.SPLIT, was, [group, made] if group else [made])
    sizes.refresh(touched | {made.pk})
    body = {"from": group.number if group else 0, "made": made.number, "comments": len(chosen)}
    append.append("sense.split", made.subject, body)
    made.refresh_from_db()
    return made


@transaction.atomic
def move(*, by: User, subject: Subject, comments: Collection[Comment], to: IssueGroup | None) -> Receipt:
    """Put these comments into a group, or with None in no group; a re-run leaves them there."""
    grouping = _lock(by, subject)
    if to:
        _require_standing(subject, [to])
    chosen = _places(subject, comments)
    was = history.before([to] if to else [], chosen)
    touched = _put(chosen, to)
    _remember(grouping, by, Verb.MOVED, was, [to] if to else [])
    sizes.refresh(touched | ({to.pk} if to else set()))
    body = {"to": to.number if to else 0, "comments": len(chosen)}
    return append.append("sense.moved", f"{subject.kind}/{subject.public_id}", body)


@transaction.atomic
def rename(
    *, by: User, subject: Subject, group: IssueGroup, name: str, name_en: str = "", summary: str = ""
) -> Receipt:
    """Give a group its name in both languages; a re-run keeps it."""
    grouping = _lock(by, subject)
    _require_standing(subject, [group])
    _remember(grouping, by, Verb.NAMED, history.before([group]), [group])
    values = {"name": name[:160], "name_en": name_en[:160], "summary": summary[:2_000]}
    IssueGroup.objects.filter(pk=group.pk).update(named=True, **values)
    body = {"group": group.number, "name": canonical.fingerprint(values)}
    return append.append("sense.named", group.subject, body)


@transaction.atomic
def mark_campaign(*, by: User, subject: Subject, group: IssueGroup, campaign: bool) -> Receipt:
    """Say whether a group is a text sent by many (a campaign); a re-run keeps it."""
    grouping = _lock(by, subject)
    _require_standing(subject, [group])
    _remember(grouping, by, Verb.CAMPAIGN, history.before([group]), [group])
    IssueGroup.objects.filter(pk=group.pk).update(campaign=campaign, campaign_decided=True)
    return append.append("sense.campaign", group.subject, {"group": group.number, "campaign": campaign})


@transaction.atomic
def undo(*, by: User, subject: Subject, seen: int | None = None) -> Receipt:
    """Undo the newest change that is not undone yet. `seen`: the change that the officer had before them."""
    grouping = _lock(by, subject)
    change = grouping.changes.filter(undone_at=None).order_by("-pk").first()
    if change is None:
        raise AlreadyDone(_("There is nothing to undo."))
    if seen is not None and seen != change.pk:
        raise Stale(_("A colleague has changed the groups meanwhile. Please look again."))
    touched = history.restore(change)
    Change.objects.filter(pk=change.pk).update(undone_at=timezone.now())
    sizes.refresh(touched)
    body = {"change": str(change.verb), "groups": change.numbers}
    return append.append("sense.undone", f"{subject.kind}/{subject.public_id}", body)


@transaction.atomic
def publish(*, by: User, subject: Subject) -> Receipt:
    """Show the groups to everybody. Raises PermissionDenied for all but authors and heads, AlreadyDone."""
    if not rules.may_publish(by, subject.agency):
        raise PermissionDenied
    grouping = _lock(by, subject)
    if grouping.published_at:
        raise AlreadyDone(_("The groups are published already."), next_url=subject.url)
    Grouping.objects.filter(pk=grouping.pk).update(published_at=timezone.now())
    standing = IssueGroup.objects.about(subject.kind, subject.public_id).standing()
    body = {"groups": standing.count()}
    return append.append("sense.published", f"{subject.kind}/{subject.public_id}", body)


def take_number(grouping: Grouping) -> int:
    """The next number of a group, never given twice. Call it while the row is held."""
    number = grouping.next_number
    grouping.next_number = number + 1
    Grouping.objects.filter(pk=grouping.pk).update(next_number=number + 1)
    return number


def _require(by: User, subject: Subject) -> None:
    if not rules.may_sort(by, subject.agency):
        raise PermissionDenied


def _lock(by: User, subject: Subject) -> Grouping:
    """The subject's row, held until the transaction ends."""
    _require(by, subject)
    row, _made = Grouping.objects.get_or_create(kind=subject.kind, public_id=subject.public_id)
    found: Grouping = Grouping.objects.select_for_update().get(pk=row.pk)
    return found


def _require_standing(subject: Subject, groups: Sequence[IssueGroup]) -> None:
    wanted = {group.pk for group in groups}
    standing = IssueGroup.objects.about(subject.kind, subject.public_id).standing()
    if standing.filter(pk__in=wanted).count() != len(wanted):
        raise Stale(_("A colleague has changed these groups meanwhile. Please look again."))


def _places(subject: Subject, comments: Collection[Comment]) -> list[uuid.UUID]:
    chosen = [one.pk for one in comments if (one.kind, one.public_id) == (subject.kind, subject.public_id)]
    if not chosen:
        raise Refused(_("Choose at least one comment."))
    if len(chosen) > MOST:
        raise Refused(_("Choose at most 2,000 comments at once."))
    return chosen


def _put(comments: Collection[uuid.UUID], to: IssueGroup | None) -> set[uuid.UUID]:
    """Place comments by an officer's hand; the groups they came from."""
    old = GroupMember.objects.filter(comment__in=comments)
    touched = set(old.values_list("group_id", flat=True))
    old.delete()
    if to:
        Apart.objects.filter(comment__in=comments).delete()
        rows = [GroupMember(comment_id=one, group=to, how=By.OFFICER, pinned=True) for one in comments]
        GroupMember.objects.bulk_create(rows)
    else:
        Apart.objects.bulk_create([Apart(comment_id=one) for one in comments], ignore_conflicts=True)
    return touched


def _remember(grouping: Grouping, by: User, verb: Verb, was: dict[str, Any], groups: Sequence[IssueGroup]) -> None:
    numbers = ", ".join(str(number) for number in sorted(group.number for group in groups))
    Change.objects.create(grouping=grouping, by=by, verb=verb, before=was, numbers=numbers[:60])
