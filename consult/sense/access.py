"""Finding groups for a reader or an officer: shared by all views."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.access import signed_in
from accounts.models import User
from consult.sense import rules
from consult.sense.models import Grouping, IssueGroup
from consult.threads import subjects
from consult.threads.subjects import Subject


def subject(kind: str, public_id: str) -> Subject:
    """A published subject, or 404."""
    found = subjects.find(kind, public_id)
    if found is None:
        raise Http404
    return found


def sortable(request: HttpRequest, kind: str, public_id: str) -> tuple[Subject, User]:
    """A subject whose comments this officer may sort. Raises PermissionDenied for others."""
    user, found = signed_in(request), subject(kind, public_id)
    if not rules.may_sort(user, found.agency):
        raise PermissionDenied
    return found, user


def published(kind: str, public_id: str) -> Subject:
    """A subject whose groups the agency shows to everybody, or 404."""
    get_object_or_404(Grouping.objects.published(), kind=kind, public_id=public_id)
    return subject(kind, public_id)


def group(kind: str, public_id: str, number: int) -> IssueGroup:
    """A group by its number, whatever became of it, or 404."""
    found: IssueGroup = get_object_or_404(IssueGroup.objects.about(kind, public_id), number=number)
    return found


def trail(about: Subject, *further: tuple[str, str]) -> list[dict[str, Any]]:
    """The way back up."""
    steps = [{"href": about.url, "label": about.title}]
    return steps + [{"href": href, "label": _(label)} for href, label in further]
