"""The only writers of comments: post, take back, support, hide, show again."""

import hashlib
import uuid
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import eligibility
from accounts.models import Channel, Citizen, User
from accounts.refusals import AlreadyDone, Closed, NotEligible, Stale
from consult.threads import rules
from consult.threads.models import Comment, Moderation, Support
from consult.threads.states import MOVES, Stance, State
from consult.threads.subjects import Subject
from realtime.record import append, commitments
from realtime.record.append import Receipt


@dataclass(frozen=True)
class Words:
    """What somebody says: the text, where they stand, on which part, and whether their name is shown."""

    body: str
    part: str = ""
    stance: Stance = Stance.NONE
    name_public: bool = False
    language: str = "th"


def post_comment(
    *, by: Citizen, subject: Subject, words: Words, form: uuid.UUID | None = None, channel: Channel = Channel.ONLINE
) -> Receipt:
    """Put a comment of `by` under `subject` (2562 Act s.13: the public may give opinions through the central system).

    Raises Closed outside the time for comments, NotEligible with every reason, Stale for a part that does
    not exist (any more), AlreadyDone for the same words twice or a form sent twice.
    """
    _require_open(subject)
    eligibility.require(subject.rules, by)
    if words.part and words.part not in subject.parts:
        raise Stale(_("This part of the text does not exist. Please choose it again."), next_url=subject.url)
    comment = Comment(
        kind=subject.kind, public_id=subject.public_id, part=words.part, citizen=by, body=words.body,
        body_hash=hashlib.sha256(words.body.encode()).digest(), stance=words.stance, name_public=words.name_public,
        province=by.area_id[:2], language=words.language, channel=channel, salt=commitments.new_salt(),
        form=form or uuid.uuid4(),
    )  # fmt: skip
    receipt = append.write(comment, kind="comment.posted", subject=comment.subject, body=_said(comment))
    if receipt is None:
        raise AlreadyDone(_("You have already said this here. It is counted once."), next_url=subject.url)
    return receipt


@transaction.atomic
def withdraw_comment(*, by: Citizen, comment: Comment) -> Receipt:
    """Take a comment back; its place stays marked. Raises NotEligible for another's, AlreadyDone the second time."""
    if comment.citizen_id != by.pk:
        raise NotEligible(_("Only the person who wrote a comment can take it back."))
    if not _move(comment, State.WITHDRAWN):
        raise AlreadyDone(_("This comment is not shown any more."), next_url=comment.get_absolute_url())
    return append.append("comment.withdrawn", comment.subject, _said(comment))


def support(*, by: Citizen, comment: Comment, subject: Subject) -> Receipt:
    """Say "so do I". Once for each comment; not for one's own. Raises as `post_comment` does."""
    _require_open(subject)
    eligibility.require(subject.rules, by)
    if comment.citizen_id == by.pk:
        raise NotEligible(_("This is your own comment: it counts already."), next_url=comment.get_absolute_url())
    if comment.state != State.VISIBLE:
        raise Closed(_("This comment is not shown any more."), next_url=comment.get_absolute_url())
    act = Support(comment=comment, citizen=by, salt=commitments.new_salt())
    body = {
        "act": str(act.pk),
        "comment": str(comment.pk),
        "part": comment.part,
        "by": commitments.commit(bytes(act.salt), by.pk.bytes),
    }
    receipt = append.write(act, kind="comment.supported", subject=comment.subject, body=body)
    if receipt is None:
        raise AlreadyDone(_("You support this comment already."), next_url=comment.get_absolute_url())
    return receipt


@transaction.atomic
def hide_comment(*, by: User, comment: Comment, subject: Subject, reason: str) -> Receipt:
    """Hide a comment with a published reason. Raises PermissionDenied for anyone but a moderator."""
    return _decide(by, comment, subject, State.HIDDEN, reason)


@transaction.atomic
def show_comment(*, by: User, comment: Comment, subject: Subject, reason: str) -> Receipt:
    """Show a hidden comment again, with a published reason."""
    return _decide(by, comment, subject, State.VISIBLE, reason)


def _decide(by: User, comment: Comment, subject: Subject, to: State, reason: str) -> Receipt:
    if not rules.may_moderate(by, subject.agency):
        raise PermissionDenied
    if not _move(comment, to, hidden_reason=reason if to == State.HIDDEN else ""):
        raise AlreadyDone(_("Somebody has decided about this comment already."), next_url=comment.get_absolute_url())
    Moderation.objects.create(comment=comment, by=by, to_state=to, reason=reason)
    kind = "comment.hidden" if to == State.HIDDEN else "comment.shown"
    return append.append(kind, comment.subject, _said(comment) | {"reason": reason})


def _move(comment: Comment, to: State, **changes: str) -> bool:
    """Move the comment's state if the table allows it from where it stands now; whether it moved."""
    allowed = [state for state, targets in MOVES.items() if to in targets]
    moved = Comment.objects.filter(pk=comment.pk, state__in=allowed).update(state=to, **changes)
    return bool(moved)


def _require_open(subject: Subject) -> None:
    if not subject.open:
        raise Closed(subject.closed_because or _("Comments are closed."), next_url=subject.url)


def _said(comment: Comment) -> dict[str, str]:
    """What the record says: which act, on what, the stance, and commitments to the words and the person."""
    salt = bytes(comment.salt)
    return {
        "act": str(comment.pk),
        "part": comment.part,
        "stance": str(comment.stance),
        "words": commitments.commit(salt, comment.body),
        "by": commitments.commit(salt, comment.citizen_id.bytes),
        "channel": str(comment.channel),
    }
