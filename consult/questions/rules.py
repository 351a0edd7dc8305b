"""Who may do what with questions."""

from django.contrib.auth.models import AnonymousUser

from accounts.access import has_role
from accounts.models import Role, User
from consult.questions.models import Questionnaire
from consult.questions.subjects import Subject

WRITING = (Role.AUTHOR, Role.HEAD)


def may_write(user: User | AnonymousUser, subject: Subject) -> bool:
    """Authors and heads of the agency that asks."""
    return has_role(user, subject.agency, *WRITING)


def results_shown(sheet: Questionnaire, subject: Subject) -> bool:
    """Results are public after the close; before it only if the agency chose so before opening."""
    return subject.published and (sheet.live_results or subject.over)
