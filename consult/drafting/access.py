"""Finding what an officer works on: shared by all views."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import signed_in
from accounts.models import User
from consult.texts import rules
from consult.texts.models import Law, Provision, TextVersion
from consult.threads.models import Comment


def kept(request: HttpRequest, slug: str) -> tuple[Law, User]:
    """A law whose text this officer prepares; 404 when there is none. Raises PermissionDenied for others."""
    user = signed_in(request)
    law = get_object_or_404(Law.objects.select_related("agency"), slug=slug)
    if not rules.may_prepare(user, law):
        raise PermissionDenied
    return law, user


def all_kept(request: HttpRequest) -> list[Law]:
    """Every law whose text this officer prepares. One query."""
    roles = signed_in(request).memberships.filter(role__in=rules.PREPARING)
    return list(Law.objects.filter(agency__in=roles.values("agency")).select_related("agency").order_by("title"))


def prepared(request: HttpRequest, slug: str, number: int) -> tuple[TextVersion, User]:
    """A version in preparation; 404 for published ones."""
    law, user = kept(request, slug)
    rows = law.versions.filter(published_at=None).select_related("law__agency", "based_on")
    return get_object_or_404(rows, number=number), user


def section(version: TextVersion, eid: str) -> Provision:
    """A section, the preamble or a note of a version in preparation; 404 when there is none."""
    found = get_object_or_404(version.provisions.commented(), eid=eid)
    found.version = version
    return found


def heading(version: TextVersion, eid: str) -> Provision:
    """A chapter or part of a version in preparation; 404 when there is none."""
    found = get_object_or_404(version.provisions.headings(), eid=eid)
    found.version = version
    return found


def outlined(version: TextVersion, eid: str) -> Provision:
    """A heading or section of a version in preparation; 404 when there is none."""
    found = get_object_or_404(version.provisions.outline(), eid=eid)
    found.version = version
    return found


def newest(law: Law, eid: str) -> Provision:
    """The section at this address in the newest version that has it; 404 when none has."""
    rows = Provision.objects.filter(version__law=law, eid=eid).commented().order_by("-version__number")
    found = rows.select_related("version").first()
    if found is None:
        raise Http404
    return found


def suggestion(identity: str) -> Comment | None:
    """The comment whose wording is taken over, if the address names one."""
    try:
        return Comment.objects.shown().with_wording().filter(pk=uuid.UUID(identity)).first() if identity else None
    except ValueError:
        return None


def trail(law: Law, version: TextVersion | None = None) -> list[dict[str, Any]]:
    """The way back up."""
    steps = [
        {"href": law.get_absolute_url(), "label": str(law)},
        {"href": reverse("drafting:law", args=[law.slug]), "label": _("Prepare the text")},
    ]
    if version:
        steps.append({"href": reverse("drafting:version", args=[law.slug, version.number]), "label": version.label})
    return steps
