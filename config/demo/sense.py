"""Comments of the demonstration sorted into groups, and an opinion map of those who voted on them."""

import json
from pathlib import Path
from random import Random

from django.db import transaction

from accounts.models import Citizen, User
from config.demo.population import population
from consult.hearings.models import ConsultationPage
from consult.hearings.processes import subject_of
from consult.sense import actions as sorting
from consult.sense import opinions, work
from consult.sense.models import Grouping, IssueGroup
from consult.sense.querysets import in_group
from consult.threads import actions
from consult.threads.actions import Words
from consult.threads.models import Comment
from consult.threads.states import Direction, Stance
from consult.threads.subjects import Subject
from realtime.sealer import seal_all

VOICES = Path(__file__).parent / "content" / "consult" / "voices.json"
HEARING = "law-drafting-2562"
SENDERS, VOTERS, STATEMENTS = 14, 64, 14
CAMPAIGN = (
    "ขอให้กำหนดระยะเวลารับฟังความคิดเห็นขั้นต่ำสามสิบวันไว้ในตัวพระราชบัญญัติ ไม่ใช่ในมติคณะรัฐมนตรี "
    "เพราะชุมชนในต่างจังหวัดต้องใช้เวลานัดประชุมและอ่านร่างร่วมกันก่อนจึงจะให้ความเห็นได้"
)
CLOSINGS = ("", " ครับ", " ค่ะ", " ขอบคุณครับ")
NAMES = {
    "name": "ขอให้รับฟังอย่างน้อยสามสิบวัน และกำหนดไว้ในกฎหมาย",
    "name_en": "At least thirty days for a hearing, laid down in the Act",
    "summary": "ผู้ส่งข้อความนี้ขอให้ยกระดับระยะเวลารับฟังความคิดเห็นจากมติคณะรัฐมนตรีขึ้นเป็นบทบัญญัติของกฎหมาย",
}


def load() -> None:
    """Make what is missing. Safe to repeat."""
    hearing = ConsultationPage.objects.published().filter(public_id=HEARING).first()
    if hearing is None or Grouping.objects.filter(kind="hearing", public_id=HEARING).exists():
        return
    subject, chance = subject_of(hearing), Random(HEARING)  # noqa: S311  a repeatable simulation
    _campaign(subject, chance)
    _vote(subject, chance)
    seal_all()
    work.group("hearing", HEARING)
    _correct(subject)
    opinions.draw("hearing", HEARING)


@transaction.atomic
def _campaign(subject: Subject, chance: Random) -> None:
    """A text that a network of communities passed around."""
    for person in population(SENDERS, series="hearing-campaign"):
        words = Words(body=CAMPAIGN + chance.choice(CLOSINGS), part="sec_13", stance=Stance.PARTLY)
        actions.post_comment(by=person, subject=subject, words=words)


@transaction.atomic
def _vote(subject: Subject, chance: Random) -> None:
    """Two camps: those who find the Act good as it is, those who want it stronger; some things all want."""
    shown = Comment.objects.about("hearing", HEARING).shown().openings()
    statements = list(shown.exclude(stance=Stance.NONE).most_supported()[:STATEMENTS])
    for number, person in enumerate(population(VOTERS, series="hearing-voters")):
        for comment in chance.sample(statements, k=10):
            if comment.citizen_id != person.pk:
                _react(person, comment, subject, likes=_likes(comment, statements, number % 5 < 3, chance))


def _likes(comment: Comment, statements: list[Comment], content: bool, chance: Random) -> bool:
    if statements.index(comment) % 4 == 0:  # what everybody wants
        return chance.random() < 0.9
    return chance.random() < (0.85 if (comment.stance == Stance.AGREE) == content else 0.15)


def _react(person: Citizen, comment: Comment, subject: Subject, *, likes: bool) -> None:
    direction = Direction.SUPPORT if likes else Direction.OPPOSE
    actions.react(by=person, comment=comment, subject=subject, direction=direction)


def _correct(subject: Subject) -> None:
    """An officer takes out what the machine put together for a figure of speech, names the campaign, publishes."""
    officer = User.objects.get(email="officer@example.org")
    voices = json.loads(VOICES.read_text(encoding="utf-8"))
    phrases = [phrase.strip() for phrase in (*voices["openings"], *voices["closings"]) if phrase.strip()]
    for group in IssueGroup.objects.about("hearing", HEARING).standing():
        members = list(in_group(group))
        if any(sum(phrase in one.body for one in members) > len(members) * 0.6 for phrase in phrases):
            sorting.move(by=officer, subject=subject, comments=members, to=None)
    campaign = IssueGroup.objects.about("hearing", HEARING).filter(campaign=True).first()
    if campaign:
        sorting.rename(by=officer, subject=subject, group=campaign, **NAMES)
    sorting.publish(by=officer, subject=subject)
