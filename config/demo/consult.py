"""Hearings of the demonstration: two real Acts, comments written for this site, all through the same actions.

Nothing is dated back: the record says when an act was made, and these were made when the demonstration was loaded.
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Agency, Channel, Citizen, User
from accounts.refusals import Refused
from cms import tree
from config.demo import large_print
from config.demo.consult_talk import talk
from config.demo.population import population
from consult.hearings import actions as answering
from consult.hearings.models import ConsultationPage
from consult.hearings.processes import subject_of
from consult.hearings.states import Decision, Kind
from consult.moderation import actions as moderation
from consult.moderation import things
from consult.moderation.states import Complaint
from consult.moderation.states import State as Judgement
from consult.texts import store
from consult.texts.models import Law, TextVersion
from consult.texts.reading import read_act
from consult.threads import actions
from consult.threads.actions import Words
from consult.threads.models import Comment
from consult.threads.states import Stance
from realtime.sealer import seal_all

CONTENT = Path(__file__).parent / "content" / "consult"
DAYS = 41
POINTS = {"law-drafting-2562": ("points-2562.txt", 118), "law-initiative-2564": ("points-2564.txt", 36)}
TITLES_EN = {
    "law-drafting-criteria-2562": "Act on Legislative Drafting and Evaluation of Law B.E. 2562 (2019)",
    "law-initiative-2564": "Act on Law Initiative B.E. 2564 (2021)",
}
GROUPS = ("", "citizen", "citizen", "affected", "business", "officer", "academic", "civil-society")
RUDE = "เจ้าหน้าที่คนที่รับเรื่องผมที่เคาน์เตอร์เมื่อวานชื่อนี้โทรศัพท์เบอร์นี้ ช่วยโทรไปต่อว่ากันเยอะ ๆ"


def load() -> None:
    """Make what is missing. Safe to repeat."""
    for public_id, announcement in _json("announcements.json").items():
        if not ConsultationPage.objects.filter(public_id=public_id).exists():
            hearing = _open(public_id, announcement)
            _discuss(hearing, *POINTS[public_id])
            if public_id == "law-drafting-2562":
                _answer(hearing)
                _hide(hearing)


def _open(public_id: str, announcement: dict[str, str]) -> ConsultationPage:
    """The text, the announcement, published as the head's approval would."""
    words = dict(announcement)
    text = _text(words.pop("law"))
    agency = Agency.objects.get(slug=words.pop("agency"))
    opens = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    closes = opens + timedelta(days=DAYS)
    if "easy" in words:
        words["large_print_url"] = large_print.address(words["title"], words["easy"])
    page = ConsultationPage(
        slug=public_id, public_id=public_id, kind=Kind.EX_POST, text=text, opens_at=opens, closes_at=closes,
        agency=agency, demonstration=True, **words,
    )  # fmt: skip
    tree.add(page, tree.agency_page(agency))
    return ConsultationPage.objects.published().get(public_id=public_id)


def _text(slug: str) -> TextVersion:
    """The Act as the Council of State publishes it."""
    act = _json(f"{slug}.json")
    law, _made = Law.objects.get_or_create(
        slug=slug,
        defaults={
            "title": act["title_th"],
            "title_en": TITLES_EN[slug],
            "year_be": act["be_year"],
            "status": Law.Status.IN_FORCE,
            "source": act["url"] if len(act["url"]) <= 200 else "",
        },
    )
    found = law.versions.first()
    return found or store.store(law=law, label="ฉบับที่ใช้บังคับ", nodes=read_act(act["provisions"]))


def _discuss(hearing: ConsultationPage, name: str, count: int) -> None:
    """People comment, then support what others said."""
    chance = Random(hearing.public_id)  # noqa: S311  a repeatable simulation
    subject = subject_of(hearing)
    people = population(count, series=f"hearing-{hearing.public_id}")
    sayings = _sayings(name, chance)
    with transaction.atomic():
        for person in people:
            channel = chance.choices([Channel.ONLINE, Channel.COUNTER, Channel.PAPER], [90, 6, 4])[0]
            actions.post_comment(by=person, subject=subject, words=next(sayings), channel=channel)
    comments = list(Comment.objects.about("hearing", hearing.public_id).order_by("created_at", "id"))
    with transaction.atomic():
        for person in people:
            for comment in chance.sample(comments, k=chance.choice([0, 1, 2, 4])):
                if comment.citizen_id != person.pk:
                    actions.support(by=person, comment=comment, subject=subject)
    talk(subject, chance)
    withdrawn = comments[7]
    actions.withdraw_comment(by=withdrawn.citizen, comment=withdrawn)
    seal_all()


def _answer(hearing: ConsultationPage) -> None:
    """The agency has answered some of it."""
    officer = User.objects.get(email="officer@example.org")
    for part, (decision, reason) in _json("answers.json").items():
        comments = Comment.objects.about("hearing", hearing.public_id, part).shown().most_supported()[:3]
        answering.respond_to_all(
            by=officer, hearing=hearing, comments=comments, decision=Decision(decision), reason=reason
        )


def _hide(hearing: ConsultationPage) -> None:
    """One comment names a person and is hidden, with the reason for everybody to read."""
    subject = subject_of(hearing)
    writer = population(1, series="hearing-rude")[0]
    actions.post_comment(by=writer, subject=subject, words=Words(body=RUDE))
    comment = Comment.objects.by(writer).get()
    moderator = User.objects.get(email="moderator@example.org")
    why = moderation.Why(
        "ชี้ตัวบุคคลและชักชวนให้รบกวนเขา ขัดกติกาการแสดงความคิดเห็น",
        "It names a person and calls on others to bother them: against the rules of discussion.",
    )
    thing = things.find("comment", str(comment.pk))
    assert thing is not None  # noqa: S101  (just written)
    reporter = population(1, series="hearing-reporter")[0]
    moderation.report(by=reporter, thing=thing, complaint=Complaint.PERSONAL)
    moderation.judge(by=moderator, thing=thing, outcome=Judgement.HIDDEN, why=why)
    _reported(hearing)


def _reported(hearing: ConsultationPage) -> None:
    """Some comments wait for a moderator: the queue of the demonstration."""
    reporters = population(3, series="hearing-reporter")
    why = (Complaint.OFF_TOPIC, Complaint.SPAM, Complaint.ABUSE)
    for number, comment in enumerate(Comment.objects.about("hearing", hearing.public_id).shown().order_by("id")[:3]):
        thing = things.find("comment", str(comment.pk))
        assert thing is not None  # noqa: S101  (it is shown)
        for reporter in reporters[: number + 1]:
            if reporter.pk != thing.author:
                moderation.report(by=reporter, thing=thing, complaint=why[number])


def _sayings(name: str, chance: Random) -> Iterator[Words]:
    """Every handwritten point once, then again in other people's voices, without end."""
    voices = _json("voices.json")
    points = [line.split(" | ", 2) for line in (CONTENT / name).read_text(encoding="utf-8").splitlines() if line]
    first = True
    while True:
        for part, stance, text in chance.sample(points, k=len(points)):
            opening, closing = (
                ("", "") if first else (chance.choice(voices["openings"]), chance.choice(voices["closings"]))
            )
            yield Words(
                body=f"{opening}{text}{closing}",
                part=part.replace("-", ""),
                stance=Stance(stance),
                name_public=chance.random() < 0.2,
                group=chance.choice(GROUPS),
            )
        first = False


def _json(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CONTENT / name).read_text(encoding="utf-8"))
    return found


def act(citizen: Citizen, chance: Random) -> str | None:
    """One act of a simulated citizen: a comment or support; what was done, or None."""
    hearing = ConsultationPage.objects.open().filter(public_id__in=POINTS).order_by("?").first()
    if hearing is None:
        return None
    subject = subject_of(hearing)
    try:
        if chance.random() < 0.4:
            words = next(_sayings(POINTS[hearing.public_id][0], chance))
            actions.post_comment(by=citizen, subject=subject, words=words)
            return f"{hearing.public_id}: comment"
        liked = Comment.objects.about("hearing", hearing.public_id).shown().most_supported()[: chance.randint(1, 30)]
        react = chance.choice([actions.support, actions.support, actions.oppose])
        react(by=citizen, comment=list(liked)[-1], subject=subject)
        return f"{hearing.public_id}: {react.__name__}"
    except (Refused, IndexError):
        return None
