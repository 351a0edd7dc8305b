"""Finding petitions for a reader: shared by all views."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.access import citizen_of
from accounts.models import Citizen, User
from petitions import rules
from petitions.models import Petition
from petitions.rules import Signable

__all__ = ["decided_by", "login_required", "officer", "own", "public", "readable", "started_by", "stopped", "to_sign"]


def public(public_id: str) -> Petition:
    """A published petition with its counts, or 404. One query."""
    found: QuerySet[Petition] = (
        Petition.objects.published().with_tally().select_related("petitioner", "area", "concerns")
    )
    return get_object_or_404(found, public_id=public_id)


def to_sign(public_id: str) -> Signable:
    """The petition to sign, or 404; usually no query."""
    try:
        return rules.signable(public_id)
    except Petition.DoesNotExist as error:
        raise Http404 from error


def readable(request: HttpRequest, public_id: str) -> Petition:
    """A petition that this reader may see, drafts included, or 404."""
    petition: Petition = get_object_or_404(Petition.objects.with_tally(), public_id=public_id)
    if not rules.may_read(request.user, citizen_of(request), petition):
        raise Http404
    return petition


def own(citizen: Citizen, public_id: str) -> Petition:
    """A petition that this person started, or 404."""
    petition: Petition = get_object_or_404(Petition.objects.with_tally(), public_id=public_id, petitioner=citizen)
    return petition


def started_by(citizen: Citizen, public_id: str) -> Petition:
    """A petition of which this person is an initiator, or 404."""
    found = Petition.objects.with_tally().filter(initiators__citizen=citizen)
    petition: Petition = get_object_or_404(found, public_id=public_id)
    return petition


def stopped(public_id: str) -> Petition | None:
    """A petition hidden by moderation, for the page that says so and why; None otherwise."""
    found: Petition | None = Petition.objects.hidden().select_related("addressee").filter(public_id=public_id).first()
    return found


def decided_by(request: HttpRequest, public_id: str) -> Petition:
    """A petition at a desk of this officer. Raises PermissionDenied for others."""
    petition: Petition = get_object_or_404(Petition.objects.with_tally(), public_id=public_id)
    if not rules.may_decide(request.user, petition):
        raise PermissionDenied
    return petition


def officer(request: HttpRequest) -> User:
    """The signed-in user. Raises PermissionDenied for nobody."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
