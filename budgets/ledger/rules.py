"""Who may do what with a budget, in one place."""

from accounts.access import has_role
from accounts.models import Agency, Role, User
from accounts.refusals import NotEligible, Sentence


def may_import(user: User, agency: Agency) -> bool:
    """Whether `user` may bring budget files of `agency` in, its payments and contracts. One query."""
    return has_role(user, agency, Role.AUTHOR, Role.HEAD)


def may_decide(user: User, agency: Agency) -> bool:
    """Whether `user` may publish and change published budgets of `agency`: its head. One query."""
    return has_role(user, agency, Role.HEAD)


def require_import(user: User, agency: Agency, why: Sentence) -> None:
    """Raises NotEligible with `why` for everybody else."""
    if not may_import(user, agency):
        raise NotEligible(why)


def require_head(user: User, agency: Agency, why: Sentence) -> None:
    """Raises NotEligible with `why` for everybody but the head."""
    if not may_decide(user, agency):
        raise NotEligible(why)
