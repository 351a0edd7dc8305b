"""Who may do what with paper: one table."""

from django.utils.translation import gettext_lazy as _

from accounts.access import has_role
from accounts.models import Citizen, Role, User
from accounts.refusals import NotEligible
from petitions.models import Petition

KEYING = (Role.COUNTER,)
SAMPLING = (Role.COUNTER, Role.AUTHOR, Role.HEAD)
STRIKING = (Role.AUTHOR, Role.HEAD)
LOOKING = (Role.COUNTER, Role.AUTHOR, Role.HEAD, Role.AUDITOR)
PRINTING = (Role.COUNTER, Role.AUTHOR, Role.HEAD)


def may(user: object, petition: Petition, roles: tuple[Role, ...]) -> bool:
    """Whether `user` holds one of `roles` with the addressee."""
    return isinstance(user, User) and has_role(user, petition.addressee, *roles)


def require(user: User, petition: Petition, roles: tuple[Role, ...]) -> None:
    """Raise NotEligible unless `user` holds one of `roles` with the addressee."""
    if not may(user, petition, roles):
        raise NotEligible(_("This is for officers of the agency it is addressed to, with another role than yours."))


def may_print(user: object, citizen: Citizen | None, petition: Petition) -> bool:
    """Whether this reader may print forms: an initiator, or an officer of the addressee."""
    if citizen is not None and petition.initiators.filter(citizen=citizen).exists():
        return True
    return may(user, petition, PRINTING)
