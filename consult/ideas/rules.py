"""Who may do what with an idea."""

from django.contrib.auth.models import AnonymousUser

from accounts.access import has_role
from accounts.eligibility import Rules
from accounts.models import Citizen, Role, User
from consult.ideas.models import Idea

RULES = Rules()  # anyone whose identity is stated (2562 Act s.11 (6): organisations concerned or the public)


def may_answer(user: User | AnonymousUser, idea: Idea) -> bool:
    """Authors and heads of the agency that was asked."""
    return has_role(user, idea.agency, Role.AUTHOR, Role.HEAD)


def may_withdraw(citizen: Citizen | None, idea: Idea) -> bool:
    """Its author, while it stands and is not answered."""
    return citizen is not None and citizen.pk == idea.citizen_id and idea.shown and not idea.answered_at
