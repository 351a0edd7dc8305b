"""One official answer to many comments: one act, one entry, one statement for its thousand answers (2562 Act s.16)."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone, Refused
from consult.hearings import telling
from consult.hearings.actions.answering import Said, require
from consult.hearings.models import Answer, ConsultationPage
from consult.sense.models import IssueGroup
from consult.threads.models import Comment
from realtime.record import append
from realtime.record.append import Receipt

# Each comment once more than it was answered; comments that stand, of this hearing only. What a colleague answers
# at the same moment is left as it is (`one_response_per_revision`).
_GIVE = """
INSERT INTO hearings_response
  (id, comment_id, revision, decision, reason, reason_en, changed_id, sections, answer_id, by_id, created_at)
SELECT gen_random_uuid(), c.id, t.revision, %(decision)s, %(reason)s, %(reason_en)s, %(changed)s, %(sections)s,
  %(answer)s, %(by)s, %(at)s
FROM unnest(%(ids)s::uuid[], %(revisions)s::int[]) AS t(id, revision)
JOIN threads_comment c ON c.id = t.id AND c.state = 'visible' AND c.kind = 'hearing' AND c.public_id = %(hearing)s
ON CONFLICT (comment_id, revision) DO NOTHING
RETURNING comment_id
"""
# The comments of a group with the answer that stands for each, and whether the group gave it.
_MEMBERS = """
SELECT c.id, coalesce(r.revision, 0), coalesce(r.decision, ''), a.group_id IS NOT DISTINCT FROM %s AND r.id IS NOT NULL
FROM sense_groupmember m JOIN threads_comment c ON c.id = m.comment_id AND c.state = 'visible'
LEFT JOIN LATERAL (SELECT * FROM hearings_response WHERE comment_id = c.id ORDER BY revision DESC LIMIT 1) r ON true
LEFT JOIN hearings_answer a ON a.id = r.answer_id
WHERE m.group_id = %s
"""


@dataclass(frozen=True)
class Given:
    """What became of an answer to many: the entry, how many it answered, how many were answered meanwhile."""

    receipt: Receipt
    comments: int
    left: int


@dataclass(frozen=True)
class _Target:
    comment: uuid.UUID
    revision: int = 0
    decision: str = ""


@transaction.atomic
def answer_selection(*, by: User, hearing: ConsultationPage, comments: Iterable[uuid.UUID], said: Said) -> Given | None:
    """One answer to the comments that were chosen; those answered already are left. None when all were.

    Raises PermissionDenied, Refused and Closed as `respond` does.
    """
    require(by, hearing, said)
    targets = [_Target(identity) for identity in sorted(set(comments))]
    return _give(Answer(hearing=hearing, by=by, **said.values()), said, targets)


@transaction.atomic
def answer_group(*, by: User, hearing: ConsultationPage, group: IssueGroup, said: Said, seen: int) -> Given:
    """Answer an issue group: an official act that answers its comments, but for those answered by themselves.

    `seen` is the revision of the group's answer that the officer had before them (0: none). The same words
    again answer only the comments that joined since. Raises as `respond` does; AlreadyDone when a colleague
    has answered the group meanwhile, Refused when there is nothing left to answer.
    """
    require(by, hearing, said)
    if group.subject != hearing.subject:
        raise Refused(_("This group belongs to another hearing."))
    IssueGroup.objects.select_for_update().get(pk=group.pk)
    last = Answer.objects.filter(group=group).order_by("-revision").first()
    if seen != (last.revision if last else 0):
        raise AlreadyDone(_("A colleague has answered this group meanwhile. Please read that answer first."))
    same = last is not None and all(getattr(last, name) == value for name, value in said.values().items())
    answer = Answer(hearing=hearing, by=by, group=group, revision=seen + 1, **said.values())
    given = _give(answer, said, _members(group, unanswered_only=same))
    if given is None:
        raise Refused(_("Every comment of this group is answered already; these words would change nothing."))
    return given


def _members(group: IssueGroup, *, unanswered_only: bool) -> list[_Target]:
    with connection.cursor() as cursor:
        cursor.execute(_MEMBERS, [group.pk, group.pk])
        rows = cursor.fetchall()
    return [
        _Target(comment, revision, decision)
        for comment, revision, decision, by_group in rows
        if not revision or (by_group and not unanswered_only)
    ]


def _give(answer: Answer, said: Said, targets: Sequence[_Target]) -> Given | None:
    """Write the answer, its entry and its answers to comments; tell the people concerned."""
    reached = _insert(answer, targets)
    if not reached:
        return None
    answer.comments = len(reached)
    answer.members = members_fingerprint(reached)
    before = Counter(target.decision for target in targets if target.decision and target.comment in reached)
    body: dict[str, Any] = said.body() | {
        "act": str(answer.pk),
        "group": answer.group.number if answer.group else 0,
        "revision": answer.revision,
        "comments": answer.comments,
        "members": answer.members,
        "instead_of": dict(sorted(before.items())),
    }
    receipt = append.write(answer, kind="hearing.answer", subject=answer.hearing.subject, body=body)
    if receipt is None:
        raise AlreadyDone(_("A colleague has answered this group meanwhile. Please read that answer first."))
    people = set(Comment.objects.filter(pk__in=reached).values_list("citizen", flat=True))
    telling.answered(answer.hearing, people, key=str(answer.pk))
    telling.supported(answer.hearing, reached, key=str(answer.pk))
    return Given(receipt, len(reached), len(targets) - len(reached))


def _insert(answer: Answer, targets: Sequence[_Target]) -> set[uuid.UUID]:
    values: dict[str, Any] = {
        "ids": [target.comment for target in targets],
        "revisions": [target.revision + 1 for target in targets],
        "decision": str(answer.decision),
        "reason": answer.reason,
        "reason_en": answer.reason_en,
        "changed": answer.changed_id,
        "sections": answer.sections,
        "answer": answer.pk,
        "by": answer.by_id,
        "at": timezone.now(),
        "hearing": answer.hearing.public_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(_GIVE, values)
        return {row[0] for row in cursor.fetchall()}


def members_fingerprint(comments: Iterable[uuid.UUID]) -> str:
    """SHA-256 of the ids, sorted, one a line: what the entry says of the comments that one act answered."""
    return hashlib.sha256("".join(f"{identity}\n" for identity in sorted(map(str, comments))).encode()).hexdigest()
