"""One hearing of the demonstration from its opening to its end, through the same actions as a real one.

Nothing is dated back: it is open for a moment, while its few comments are made, and says so.
"""

import json
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.models import Agency, User
from cms import tree
from config.demo.population import population
from consult.drafting import actions as drafting
from consult.hearings import actions
from consult.hearings.actions import End, Said
from consult.hearings.models import ConsultationPage
from consult.hearings.processes import subject_of
from consult.hearings.reports import parts
from consult.hearings.states import Decision, Kind
from consult.sense.models import GroupMember, IssueGroup
from consult.texts import actions as texts
from consult.texts import store
from consult.texts.actions import Written
from consult.texts.models import Law, Provision, TextVersion
from consult.texts.reading import read_act
from consult.threads.actions import Words, post_comment
from consult.threads.models import Comment
from consult.threads.states import Stance
from realtime.record import canonical
from realtime.sealer import seal_all

CONTENT = Path(__file__).parent / "content" / "consult" / "finished.json"
PUBLIC_ID = "public-bicycles"
OPEN = timedelta(seconds=4)
SLOWLY = 40  # times as long as two texts took to store: a busy machine needs longer to say everything


def load() -> None:
    """Make it, unless it is there."""
    if ConsultationPage.objects.filter(public_id=PUBLIC_ID).exists():
        return
    content = json.loads(CONTENT.read_text(encoding="utf-8"))
    hearing, later = _open(content)
    said = _discuss(hearing, content)
    seal_all()
    time.sleep(max(0.0, (hearing.closes_at - timezone.now()).total_seconds()))
    _answer(hearing, content, said, later)
    _report(hearing, content)
    head = User.objects.get(email="head@example.org")
    actions.finish(by=head, hearing=hearing, end=End(**content["end"]))


def _open(content: dict[str, Any]) -> tuple[ConsultationPage, TextVersion]:
    """The first draft, its hearing, and the second draft that came of it."""
    agency = Agency.objects.get(slug="council-of-state")
    begun = time.monotonic()
    law = Law.objects.create(status=Law.Status.DRAFT, agency=agency, **content["law"])
    first = store.store(law=law, label="ร่างครั้งที่ ๑", nodes=read_act(content["first"]))
    second = store.store(law=law, label="ร่างครั้งที่ ๒", nodes=read_act(content["second"]))
    length = max(OPEN, timedelta(seconds=SLOWLY * (time.monotonic() - begun)))
    now = timezone.now()
    page = ConsultationPage(
        slug=PUBLIC_ID, public_id=PUBLIC_ID, kind=Kind.DRAFT, text=first, opens_at=now, closes_at=now + length,
        agency=agency, demonstration=True, **content["page"],
    )  # fmt: skip
    tree.add(page, tree.agency_page(agency))
    return ConsultationPage.objects.published().get(public_id=PUBLIC_ID), second


def _discuss(hearing: ConsultationPage, content: dict[str, Any]) -> dict[str, Comment]:
    """Everybody says one thing; the comments by their words."""
    rows = [row for group in content["groups"] for row in group["comments"]] + [row[:3] for row in content["apart"]]
    subject = subject_of(hearing)
    for person, (part, stance, body) in zip(population(len(rows), series=PUBLIC_ID), rows, strict=True):
        wording = content["wordings"].get(body, "")
        base = canonical.text_fingerprint(subject.words(part)) if wording else ""
        words = Words(body=body, part=part, stance=Stance(stance), wording=wording, base=base)
        post_comment(by=person, subject=subject, words=words)
    return {comment.body: comment for comment in Comment.objects.about("hearing", PUBLIC_ID)}


def _adopt(content: dict[str, Any], said: dict[str, Comment], later: TextVersion) -> None:
    """Two sections of the second draft follow what people suggested; it says so."""
    officer = User.objects.get(email="officer@example.org")
    for body in content["wordings"]:
        section = later.provisions.get(eid=said[body].part)
        written = Written(texts.words_of(section))
        drafting.adopt(by=officer, section=section, comment=said[body], written=written)


def _answer(hearing: ConsultationPage, content: dict[str, Any], said: dict[str, Comment], later: TextVersion) -> None:
    """Three groups are answered, and what stands apart."""
    _adopt(content, said, later)
    officer = User.objects.get(email="officer@example.org")
    sections = {
        row.eid: row for row in Provision.objects.filter(version=store.freeze(later)).select_related("version__law")
    }
    for number, row in enumerate(content["groups"], 1):
        members = [said[body] for _part, _stance, body in row["comments"]]
        group = IssueGroup.objects.create(
            kind="hearing", public_id=PUBLIC_ID, number=number, name=row["name"], name_en=row["name_en"], named=True,
            size=len(members), people=len(members), representative=members[0],
        )  # fmt: skip
        GroupMember.objects.bulk_create([GroupMember(comment=one, group=group) for one in members])
        answer = Said(Decision(row["decision"]), row["reason"], row["reason_en"], sections.get(row["changed"]))
        actions.answer_group(by=officer, hearing=hearing, group=group, said=answer, seen=0)
    for _part, _stance, body, decision, reason in content["apart"]:
        actions.respond(by=officer, hearing=hearing, comment=said[body], decision=Decision(decision), reason=reason)


def _report(hearing: ConsultationPage, content: dict[str, Any]) -> None:
    """Both documents: the officer writes and submits, the head approves."""
    officer, head = (User.objects.get(email=f"{name}@example.org") for name in ("officer", "head"))
    for kind in parts.required(hearing):
        report = actions.report_of(hearing, kind)
        for key, (text, text_en) in content["parts"][kind].items():
            actions.write_part(by=officer, report=report, key=key, text=text, text_en=text_en, seen=0)
        actions.submit(by=officer, report=report)
        actions.review(by=User.objects.get(email="reviewer@example.org"), report=report)
        actions.approve(by=head, report=report)
