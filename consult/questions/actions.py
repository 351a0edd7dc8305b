"""The only writers of questions and answers."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import eligibility
from accounts.models import Channel, Citizen, User
from accounts.refusals import AlreadyDone, Closed, Refused, Stale
from consult.questions import path, rules
from consult.questions.kinds import KINDS
from consult.questions.models import AnswerSet, HiddenAnswer, Question, Questionnaire
from consult.questions.subjects import Subject
from realtime.record import append, canonical, commitments
from realtime.record.append import Receipt


@dataclass(frozen=True)
class Asked:
    """One question as its author writes it."""

    kind: str
    text: str
    text_en: str = ""
    hint: str = ""
    hint_en: str = ""
    required: bool = False
    options: str = ""
    most: int = 0
    depends_on: Question | None = None
    depends_values: list[str] = field(default_factory=list)


@transaction.atomic
def ask(*, by: User, subject: Subject, asked: Asked, instead_of: Question | None = None) -> Question:
    """Add a question, or write one anew. Raises PermissionDenied, Closed once frozen, Refused for a wrong question."""
    sheet = _editable(by, subject)
    question = instead_of or Question(questionnaire=sheet, position=sheet.questions.count() + 1)
    if question.questionnaire_id != sheet.pk:
        raise PermissionDenied
    for name, value in vars(asked).items():
        setattr(question, name, value)
    _require_sound(question)
    question.save()
    return question


@transaction.atomic
def drop(*, by: User, subject: Subject, question: Question) -> None:
    """Take a question away before publication. Raises Refused while another depends on it."""
    sheet = _editable(by, subject)
    if sheet.questions.filter(depends_on=question).exists():
        raise Refused(_("Another question depends on this one. Change that one first."))
    sheet.questions.filter(pk=question.pk).delete()
    for at, row in enumerate(sheet.questions.all(), 1):
        Question.objects.filter(pk=row.pk).update(position=at)


@transaction.atomic
def show_live(*, by: User, subject: Subject, live: bool) -> None:
    """Decide, before publication, whether results show while answers come in."""
    sheet = _editable(by, subject)
    Questionnaire.objects.filter(pk=sheet.pk).update(live_results=live)


def freeze(*, kind: str, public_id: str) -> str:
    """Freeze the questions with the rules of their process; their fingerprint, empty when nothing is asked.

    Called inside the transaction that publishes the process, which puts the fingerprint in its own entry.
    """
    sheet = Questionnaire.objects.select_for_update().of(kind, public_id).first()
    if sheet is None or not sheet.questions.exists():
        return ""
    if not sheet.frozen_at:
        sheet.fingerprint = canonical.fingerprint(document(sheet))
        sheet.frozen_at = timezone.now()
        sheet.save(update_fields=["fingerprint", "frozen_at"])
    return sheet.fingerprint


def document(sheet: Questionnaire) -> dict[str, Any]:
    """The questions as plain values, in their canonical order."""
    names = ("position", "kind", "text", "text_en", "hint", "hint_en", "required", "options", "most", "depends_values")
    rows = sheet.questions.select_related("depends_on")
    asked = [
        {name: getattr(row, name) for name in names} | {"depends_on": row.depends_on.position if row.depends_on else 0}
        for row in rows
    ]
    return {"live_results": sheet.live_results, "questions": asked}


def answer(
    *, by: Citizen, subject: Subject, sheet: Questionnaire, answers: path.Answers, instead_of: AnswerSet | None = None,
    channel: Channel = Channel.ONLINE,
) -> Receipt:  # fmt: skip
    """Hand in answers, or change them: one set a person, the last counts (2562 Act s.13 (4): a survey of opinion).

    Raises Closed outside the time, NotEligible with every reason, Stale when the person has answered elsewhere
    meanwhile, Refused for answers that the questions do not take.
    """
    if not subject.open or not sheet.frozen_at:
        raise Closed(subject.closed_because or _("No answers are taken now."), next_url=subject.url)
    eligibility.require(subject.rules, by)
    _require_answers(list(sheet.questions.all()), answers)
    given = AnswerSet(
        questionnaire=sheet, citizen=by, revision=instead_of.revision + 1 if instead_of else 1, answers=dict(answers),
        province=by.area_id[:2], channel=channel, salt=commitments.new_salt(),
    )  # fmt: skip
    kind = "questions.changed" if instead_of else "questions.answered"
    receipt = append.write(given, kind=kind, subject=subject.name, body=_said(given, instead_of))
    if receipt is None:
        raise AlreadyDone(_("You have answered already, perhaps in another window. Open it again to change it."))
    return receipt


@transaction.atomic
def carry_out(*, by: User | None, given: AnswerSet, question: Question, reason: str) -> Receipt:
    """What was decided about one answer in own words: hidden for `reason`, or without one shown again.

    Only `consult.moderation` calls this; `by` is nobody when many reports covered it. Raises AlreadyDone.
    """
    if reason:
        start = {"by": by, "reason": reason}
        _row, changed = HiddenAnswer.objects.get_or_create(answer_set=given, question=question, defaults=start)
    else:
        changed = bool(HiddenAnswer.objects.filter(answer_set=given, question=question).delete()[0])
    if not changed:
        raise AlreadyDone(_("Somebody has decided about this answer already."))
    body = {"act": str(given.pk), "question": str(question.position), "reason": canonical.text_fingerprint(reason)}
    sheet = given.questionnaire
    kind = "questions.hidden" if reason else "questions.shown"
    return append.append(kind, f"{sheet.kind}/{sheet.public_id}", body)


def _editable(by: User, subject: Subject) -> Questionnaire:
    if not rules.may_write(by, subject):
        raise PermissionDenied
    sheet, _made = Questionnaire.objects.select_for_update().get_or_create(
        kind=subject.kind, public_id=subject.public_id
    )
    if sheet.frozen_at or subject.published:
        raise Closed(_("The questions are frozen: people answer to them as they were published."), next_url=subject.url)
    return sheet


def _require_sound(question: Question) -> None:
    if question.kind not in KINDS:
        raise Refused(_("There is no such kind of question."))
    if problem := question.logic.problem(question):
        raise Refused(problem)
    earlier = question.depends_on
    if earlier is None:
        question.depends_values = []
        return
    if earlier.questionnaire_id != question.questionnaire_id or earlier.position >= question.position:
        raise Refused(_("A question can depend only on an earlier one."))
    known = {code for code, _label in earlier.choices()}
    if earlier.kind == "ranking" or not question.depends_values or not set(question.depends_values) <= known:
        raise Refused(_("Choose the options of the earlier question on which this one depends."))


def _require_answers(questions: list[Question], answers: path.Answers) -> None:
    asked = path.shown(questions, answers)
    if set(answers) - {str(one.pk) for one in asked}:
        raise Stale(_("These answers do not belong to the questions. Please begin again."))
    if not answers:
        raise Refused(_("Answer at least one question."))
    for question in asked:
        given = answers.get(str(question.pk))
        if given is None and question.required:
            raise Refused(_("This question must be answered:"), str(question))
        if given is not None and not question.logic.valid(question, given):
            raise Refused(_("This answer does not fit its question:"), str(question))


def _said(given: AnswerSet, instead_of: AnswerSet | None) -> dict[str, str]:
    """Which act, in whose place, and commitments to the answers and the person; never what was answered."""
    salt = bytes(given.salt)
    return {
        "act": str(given.pk),
        "instead_of": str(instead_of.pk) if instead_of else "",
        "answers": commitments.commit(salt, canonical.fingerprint(given.answers)),
        "by": commitments.commit(salt, given.citizen_id.bytes),
        "channel": str(given.channel),
    }
