"""Finding questions for a reader: shared by all views."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from accounts.access import signed_in
from accounts.models import User
from consult.questions import rules, subjects
from consult.questions.models import Questionnaire
from consult.questions.subjects import Subject


def published(kind: str, public_id: str) -> tuple[Questionnaire, Subject]:
    """The questions of a published process, or 404."""
    subject = subjects.find(kind, public_id)
    sheet = Questionnaire.objects.published().of(kind, public_id).first()
    if subject is None or not subject.published or sheet is None:
        raise Http404
    return sheet, subject


def editable(request: HttpRequest, kind: str, public_id: str) -> tuple[Questionnaire, Subject, User]:
    """The questions of a process, for its officers. Raises PermissionDenied for others."""
    user = signed_in(request)
    subject = subjects.find(kind, public_id)
    if subject is None:
        raise Http404
    if not rules.may_write(user, subject):
        raise PermissionDenied
    sheet = Questionnaire.objects.of(kind, public_id).first() or Questionnaire(kind=kind, public_id=public_id)
    return sheet, subject, user


def trail(subject: Subject) -> list[dict[str, str]]:
    """The way back up."""
    return [{"href": subject.url, "label": subject.title}]
