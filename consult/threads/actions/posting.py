"""Saying something: a comment, a reply, and taking it back."""

import hashlib
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import eligibility
from accounts.models import Channel, Citizen
from accounts.refusals import AlreadyDone, NotEligible, Refused, Stale
from consult.threads import telling
from consult.threads.actions.entries import move, require_open, require_shown, said
from consult.threads.models import Comment
from consult.threads.quotes import Quote
from consult.threads.states import Stance, State
from consult.threads.subjects import Subject
from realtime.record import append, canonical, commitments
from realtime.record.append import Receipt


@dataclass(frozen=True)
class Words:
    """What somebody says: the text, where they stand, on which part or passage, as whom, and other words for it.

    `base` is the fingerprint (`text_fingerprint`) of the part's text as its reader had it before them: with a
    passage or a suggested wording, a text that has changed meanwhile is refused.
    """

    body: str
    part: str = ""
    stance: Stance = Stance.NONE
    name_public: bool = False
    language: str = "th"
    group: str = ""
    quote: Quote | None = None
    wording: str = ""
    base: str = ""


def post_comment(
    *, by: Citizen, subject: Subject, words: Words, form: uuid.UUID | None = None, channel: Channel = Channel.ONLINE
) -> Receipt:
    """Put a comment of `by` under `subject` (2562 Act s.13: the public may give opinions through the central system).

    Raises Closed outside the time for comments, NotEligible with every reason, Stale for a part, passage or group
    that does not exist (any more), AlreadyDone for the same words twice or a form sent twice.
    """
    require_open(subject)
    eligibility.require(subject.rules, by)
    _require_known(subject, words)
    return _write(_comment(by, subject, words, form, channel), "comment.posted", subject)


@transaction.atomic
def reply(
    *, by: Citizen, to: Comment, subject: Subject, words: Words, form: uuid.UUID | None = None,
    channel: Channel = Channel.ONLINE,
) -> Receipt:  # fmt: skip
    """Answer a comment; its author is told. A reply to a reply belongs to the same thread, on the same part.

    Raises as `post_comment` does, and Closed for a comment that is not shown any more.
    """
    require_open(subject)
    eligibility.require(subject.rules, by)
    require_shown(to)
    if words.group and words.group not in subject.groups:
        raise _unknown(subject)
    said_again = Words(
        words.body, part=to.part, name_public=words.name_public, language=words.language, group=words.group
    )
    comment = _comment(by, subject, said_again, form, channel)
    comment.replies_to_id = to.replies_to_id or to.pk
    receipt = _write(comment, "comment.replied", subject)
    telling.replied(by=by, to=to, subject=subject)
    return receipt


@transaction.atomic
def withdraw_comment(*, by: Citizen, comment: Comment) -> Receipt:
    """Take a comment back; its place stays marked. Raises NotEligible for another's, AlreadyDone the second time."""
    if comment.citizen_id != by.pk:
        raise NotEligible(_("Only the person who wrote a comment can take it back."))
    if not move(comment, State.WITHDRAWN):
        raise AlreadyDone(_("This comment is not shown any more."), next_url=comment.get_absolute_url())
    return append.append("comment.withdrawn", comment.subject, said(comment))


def fingerprint(body: str, quote: Quote | None, wording: str) -> bytes:
    """What makes two comments of one person on one part the same: the words, the passage, the suggested wording."""
    place = f"{quote.start}-{quote.end}" if quote else ""
    parts = [body, place, wording] if quote or wording else [body]
    return hashlib.sha256("\x1f".join(parts).encode()).digest()


def _comment(by: Citizen, subject: Subject, words: Words, form: uuid.UUID | None, channel: Channel) -> Comment:
    return Comment(
        kind=subject.kind, public_id=subject.public_id, part=words.part, citizen=by, body=words.body,
        body_hash=fingerprint(words.body, words.quote, words.wording), stance=words.stance, group=words.group,
        quote=words.quote and words.quote.to_json(), passage=words.quote.digest(words.part) if words.quote else "",
        wording=words.wording, wording_base=words.base if words.wording else "", name_public=words.name_public,
        province=by.area_id[:2], language=words.language, channel=channel, salt=commitments.new_salt(),
        form=form or uuid.uuid4(),
    )  # fmt: skip


def _write(comment: Comment, kind: str, subject: Subject) -> Receipt:
    receipt = append.write(comment, kind=kind, subject=comment.subject, body=said(comment))
    if receipt is None:
        raise AlreadyDone(_("You have already said this here. It is counted once."), next_url=subject.url)
    return receipt


def _require_known(subject: Subject, words: Words) -> None:
    if words.part and words.part not in subject.parts:
        raise Stale(_("This part of the text does not exist. Please choose it again."), next_url=subject.url)
    if words.group and words.group not in subject.groups:
        raise _unknown(subject)
    if words.quote or words.wording:
        _require_text(subject, words)


def _require_text(subject: Subject, words: Words) -> None:
    """The passage stands in the text, and the wording replaces what the text says now."""
    text = subject.words(words.part)
    if not text or (words.base and words.base != canonical.text_fingerprint(text)):
        raise Stale(_("The text has changed meanwhile. Please read it again."), next_url=subject.url)
    quote = words.quote
    if quote and text[quote.start : quote.end] != quote.exact:
        raise Stale(_("This passage does not stand in the text. Please choose it again."), next_url=subject.url)
    if words.wording and not words.base:
        raise Stale(_("The text has changed meanwhile. Please read it again."), next_url=subject.url)
    if words.wording == text:
        raise Refused(_("Your wording is the same as the text. Change it, or leave it out."), next_url=subject.url)


def _unknown(subject: Subject) -> Stale:
    return Stale(_("This group is not in the list. Please choose it again."), next_url=subject.url)
