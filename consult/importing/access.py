"""Finding the officer and the text they work on: shared by all views."""

import uuid

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.access import signed_in
from accounts.models import Agency, User
from consult.importing.models import Import
from consult.importing.rules import agencies_of


def officer(request: HttpRequest) -> tuple[User, QuerySet[Agency]]:
    """An officer who may bring texts in, and for whom. Raises PermissionDenied for everybody else."""
    user = signed_in(request)
    agencies = agencies_of(user)
    if not user.is_active or not agencies:
        raise PermissionDenied
    return user, agencies


def started(request: HttpRequest, pk: uuid.UUID) -> tuple[Import, User]:
    """A text of one of the officer's agencies; 404 for any other."""
    user, agencies = officer(request)
    rows = Import.objects.select_related("agency", "version__law").filter(agency__in=agencies)
    return get_object_or_404(rows, pk=pk), user
