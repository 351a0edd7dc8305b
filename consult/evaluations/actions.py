"""The only writers of the list of Acts due for evaluation."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import has_role
from accounts.models import Agency, Role, User
from accounts.refusals import Refused
from consult.evaluations.due import EVERY
from consult.evaluations.models import EvaluatedAct
from realtime.record import append
from realtime.record.append import Receipt

WRITING = (Role.AUTHOR, Role.HEAD)


@dataclass(frozen=True)
class Listed:
    """What the list says of one Act."""

    title: str
    in_force: date
    title_en: str = ""
    decree: bool = False
    every: int = EVERY
    last_evaluated: date | None = None
    hearing: str = ""


@transaction.atomic
def put(*, by: User, agency: Agency, slug: str, listed: Listed) -> Receipt:
    """Put an Act on the list, or bring it up to date (2562 Act s.33: Act and agency are announced; s.34: the day).

    Raises PermissionDenied for anyone but authors and heads of the agency, Refused for days that cannot be.
    """
    if not has_role(by, agency, *WRITING):
        raise PermissionDenied
    found = EvaluatedAct.objects.select_for_update().filter(slug=slug).first()
    if found and found.agency_id != agency.pk:
        raise PermissionDenied
    _require_sound(listed)
    act = found or EvaluatedAct(slug=slug, agency=agency)
    for name, value in vars(listed).items():
        setattr(act, name, value)
    act.save()
    body = {
        "agency": agency.slug,
        "in_force": listed.in_force.isoformat(),
        "last": listed.last_evaluated.isoformat() if listed.last_evaluated else "",
        "due": act.due_on.isoformat(),
    }
    return append.append("evaluation.changed" if found else "evaluation.listed", act.subject, body)


def _require_sound(listed: Listed) -> None:
    if not 1 <= listed.every <= EVERY:
        raise Refused(_("An Act is evaluated at least every five years (2562 Act s.34)."))
    if listed.last_evaluated and not listed.in_force <= listed.last_evaluated <= timezone.localdate():
        raise Refused(_("The last evaluation lies between the day the Act came into force and today."))
