"""Answers in own words as things that can be reported: the one road by which words are hidden (consult.moderation)."""

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from accounts.models import User
from consult.moderation import things
from consult.moderation.things import Kind, Thing
from consult.questions import actions, rules, subjects
from consult.questions.models import AnswerSet, HiddenAnswer, Question
from consult.threads.languages import language_of

_IDENTITY = re.compile(r"([0-9a-f-]{36})\.([0-9]{1,4})")


def identity(act: uuid.UUID, position: int) -> str:
    """An answer as moderation names it: the set, and the place of its question."""
    return f"{act}.{position}"


def find(identities: Sequence[str]) -> Iterable[Thing]:
    """Answers in own words of published results. Three queries, and one for each process."""
    places = {named: parts for named in identities if (parts := _parts(named))}
    acts = {act for act, _position in places.values()}
    sets = {row.pk: row for row in AnswerSet.objects.filter(pk__in=acts).select_related("questionnaire")}
    sheets = {row.questionnaire_id for row in sets.values()}
    asked = {(row.questionnaire_id, row.position): row for row in _texts(sheets)}
    hidden = set(HiddenAnswer.objects.filter(answer_set__in=acts).values_list("answer_set", "question"))
    for named, (act, position) in places.items():
        given = sets.get(act)
        question = asked.get((given.questionnaire_id, position)) if given else None
        if given and question:
            yield from _thing(named, given, question, shown=(act, question.pk) not in hidden)


def hide(named: str, by: User | None, reason: str) -> None:
    """Out of sight, with its mark and reason."""
    actions.carry_out(by=by, given=_given(named), question=_question(named), reason=reason)


def show(named: str, by: User | None, _reason: str) -> None:
    """Shown again."""
    actions.carry_out(by=by, given=_given(named), question=_question(named), reason="")


def _thing(named: str, given: AnswerSet, question: Question, *, shown: bool) -> Iterator[Thing]:
    sheet = given.questionnaire
    subject = subjects.find(sheet.kind, sheet.public_id)
    words = given.answers.get(str(question.pk))
    if subject and words and rules.results_shown(sheet, subject):
        address = reverse("questions:one", args=[sheet.kind, sheet.public_id, question.position])
        yield Thing(
            kind="answer", id=named, subject=subject.name, agency=subject.agency, title=in_language(question, "text"),
            text=words, url=address, author=given.citizen_id, shown=shown, language=language_of(words),
        )  # fmt: skip


def _texts(sheets: Iterable[int]) -> Iterable[Question]:
    return Question.objects.filter(questionnaire__in=sheets, kind="text")


def _parts(named: str) -> tuple[uuid.UUID, int] | None:
    found = _IDENTITY.fullmatch(named)
    try:
        return (uuid.UUID(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


def _given(named: str) -> AnswerSet:
    return AnswerSet.objects.select_related("questionnaire").get(pk=named.partition(".")[0])


def _question(named: str) -> Question:
    act, _dot, position = named.partition(".")
    return Question.objects.get(questionnaire__sets=uuid.UUID(act), position=int(position))


things.register(Kind("answer", _("answer in own words"), find, hide, show))
