"""Conversation in the demonstration's hearings: passages, suggested wordings, replies, opposition."""

import json
from pathlib import Path
from random import Random
from typing import Any

from django.db import transaction

from accounts.models import Citizen
from config.demo.population import population
from consult.threads import actions
from consult.threads.actions import Words
from consult.threads.models import Comment
from consult.threads.quotes import Quote
from consult.threads.states import Stance
from consult.threads.subjects import Subject
from realtime.record import canonical

CONTENT = Path(__file__).parent / "content" / "consult" / "talk.json"
SHARE_OPPOSED = 0.3  # of the reactions


def talk(subject: Subject, chance: Random) -> None:
    """People comment on passages and suggest other words, then answer and oppose each other."""
    said = json.loads(CONTENT.read_text(encoding="utf-8")).get(subject.public_id, {})
    count = sum(len(one["words"]) for one in said["passages"]) + len(said["wordings"]) + len(said["replies"])
    people = population(count, series=f"talk-{subject.public_id}")
    speakers = iter(people)
    with transaction.atomic():
        for one in said["passages"]:
            _quote(subject, one, speakers)
        for one in said["wordings"]:
            _suggest(subject, one, next(speakers))
        for one in said["replies"]:
            _reply(subject, one, next(speakers))
        _oppose(subject, people, chance)


def _quote(subject: Subject, said: dict[str, Any], speakers: Any) -> None:
    text = subject.words(said["part"])
    start = text.index(said["exact"])
    quote = Quote.of(text, start, start + len(said["exact"]))
    for body in said["words"]:
        words = Words(body, part=said["part"], stance=Stance(said["stance"]), group=said["group"], quote=quote)
        actions.post_comment(by=next(speakers), subject=subject, words=words)


def _suggest(subject: Subject, said: dict[str, Any], by: Citizen) -> None:
    text = subject.words(said["part"])
    words = Words(
        said["why"],
        part=said["part"],
        stance=Stance(said["stance"]),
        group=said["group"],
        wording=text.replace(said["old"], said["new"]),
        base=canonical.text_fingerprint(text),
    )
    actions.post_comment(by=by, subject=subject, words=words)


def _reply(subject: Subject, said: dict[str, Any], by: Citizen) -> None:
    """To the comment of that part that has the fewest replies so far."""
    comments = Comment.objects.about(subject.kind, subject.public_id, said["part"]).shown().openings()
    to = min(comments.order_by("created_at", "id"), key=lambda comment: comment.answers.count())
    actions.reply(by=by, to=to, subject=subject, words=Words(said["words"]))


def _oppose(subject: Subject, people: list[Citizen], chance: Random) -> None:
    comments = list(Comment.objects.about(subject.kind, subject.public_id).shown().order_by("created_at", "id"))
    for person in people:
        for comment in chance.sample(comments, k=min(len(comments), 6)):
            if comment.citizen_id != person.pk:
                react = actions.oppose if chance.random() < SHARE_OPPOSED else actions.support
                react(by=person, comment=comment, subject=subject)
