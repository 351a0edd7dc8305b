"""A draft law in two stages with questions, ideas with support and an answer, Acts due for evaluation: all invented."""

import json
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Agency, User
from cms import tree
from config.demo.population import population
from consult.evaluations import actions as evaluations
from consult.evaluations.actions import Listed
from consult.evaluations.models import EvaluatedAct
from consult.hearings import actions as hearings
from consult.hearings.actions import Person
from consult.hearings.models import ConsultationPage
from consult.ideas import actions as ideas
from consult.ideas import processes
from consult.ideas.actions import Proposal
from consult.ideas.models import Idea
from consult.ideas.states import Decision, Kind
from consult.questions import actions as questions
from consult.questions import path, subjects
from consult.questions.actions import Asked
from consult.questions.models import Question, Questionnaire
from consult.stakeholders import actions as stakeholders
from consult.stakeholders.actions import Wanted
from consult.stakeholders.models import Registration
from consult.texts import store
from consult.texts.models import Law
from consult.texts.reading import read_act
from realtime.sealer import seal_all

CONTENT = Path(__file__).parent / "content" / "consult" / "undertaking.json"
FIRST, SECOND = "community-water-principle", "community-water-draft"
PEOPLE = 60
BRIEFLY = timedelta(seconds=1)


def load() -> None:
    """Make what is missing. Safe to repeat."""
    content = json.loads(CONTENT.read_text(encoding="utf-8"))
    if not Registration.objects.exists():
        for person, row in zip(
            population(len(content["register"]), series="register"), content["register"], strict=True
        ):
            stakeholders.register(by=person, wanted=Wanted(**row))
    if not ConsultationPage.objects.filter(public_id=SECOND).exists():
        _stages(content)
        _answers(content["words"])
        hearing = ConsultationPage.objects.published().get(public_id=SECOND)
        hearings.add_known(by=_officer(), hearing=hearing, people=[Person(**row) for row in content["known"]])
    if not Idea.objects.exists():
        for at, row in enumerate(content["ideas"]):
            _idea(at, row)
    for row in content["acts"]:
        _act(row)
    seal_all()


def _stages(content: dict[str, Any]) -> None:
    """The principle, heard a moment ago; then the text, open, with questions."""
    agency = _agency()
    law, _made = Law.objects.get_or_create(
        slug=content["law"]["slug"], defaults=content["law"] | {"status": Law.Status.DRAFT}
    )
    now = timezone.now()
    texts = {
        FIRST: store.store(law=law, label="หลักการ", nodes=read_act(content["principle"])),
        SECOND: store.store(law=law, label="ร่างครั้งที่ ๑", nodes=read_act(content["draft"])),
    }
    times = {FIRST: (now - BRIEFLY, now), SECOND: (now, now + timedelta(days=35))}
    for public_id in (FIRST, SECOND):
        page = ConsultationPage(
            slug=public_id, public_id=public_id, text=texts[public_id], opens_at=times[public_id][0],
            closes_at=times[public_id][1], agency=agency, demonstration=True, live=False,
            follows=ConsultationPage.objects.filter(public_id=FIRST).first(), **content["pages"][public_id],
        )  # fmt: skip
        tree.agency_page(agency).add_child(instance=page)
        if public_id == SECOND:
            _ask(content["questions"])
        page.save_revision().publish()


def _ask(rows: list[dict[str, Any]]) -> None:
    officer, about = _officer(), subjects.find("hearing", SECOND)
    assert about  # noqa: S101  (made above)
    made: list[Question] = []
    for row in rows:
        first, *values = row.pop("after", [0])
        earlier = made[first - 1] if first else None
        asked = Asked(**row, depends_on=earlier, depends_values=values)
        made.append(questions.ask(by=officer, subject=about, asked=asked))
    questions.show_live(by=officer, subject=about, live=True)


def _answers(words: list[str]) -> None:
    chance = Random(SECOND)  # noqa: S311  a repeatable simulation
    about = subjects.find("hearing", SECOND)
    assert about  # noqa: S101  (made above)
    sheet = Questionnaire.objects.get(public_id=SECOND)
    single, multiple, scale, ranking, text = rows = list(sheet.questions.all())
    with transaction.atomic():
        for at, person in enumerate(population(PEOPLE, series="hearing-questions")):
            answers = {
                str(single.pk): chance.choices("123", [55, 25, 20])[0],
                str(multiple.pk): sorted(chance.sample("123", k=chance.randint(1, 2))),
                str(scale.pk): chance.choices("12345", [4, 6, 15, 35, 40])[0],
                str(ranking.pk): chance.sample("123", k=chance.choice([2, 3])),
            } | ({str(text.pk): words[at]} if at < len(words) else {})
            questions.answer(by=person, subject=about, sheet=sheet, answers=path.kept(rows, answers))


def _idea(at: int, row: dict[str, Any]) -> None:
    author, *supporters = population(row["supports"] + 1, series=f"idea-{at}")
    proposal = Proposal(Kind(row["kind"]), row["title"], row["body"], _agency(), row["act_title"])
    with transaction.atomic():
        receipt = ideas.propose(by=author, proposal=proposal)
        idea = Idea.objects.get(public_id=receipt.subject.partition("/")[2])
        Idea.objects.filter(pk=idea.pk).update(demonstration=True)
        for person in supporters:
            ideas.support(by=person, idea=idea)
        if row["answer"]:
            decision, text, text_en = row["answer"]
            ideas.answer(by=_officer(), idea=idea, decision=Decision(decision), text=text, text_en=text_en)
    processes.index(idea)


def _act(row: dict[str, Any]) -> None:
    if EvaluatedAct.objects.filter(slug=row["slug"]).exists():
        return
    last = row.get("last_evaluated")
    listed = Listed(
        title=row["title"], title_en=row["title_en"], in_force=date.fromisoformat(row["in_force"]),
        last_evaluated=date.fromisoformat(last) if last else None, hearing=row.get("hearing", ""),
    )  # fmt: skip
    evaluations.put(by=_officer(), agency=_agency(), slug=row["slug"], listed=listed)


def _agency() -> Agency:
    return Agency.objects.get(slug="council-of-state")


def _officer() -> User:
    return User.objects.get(email="officer@example.org")
