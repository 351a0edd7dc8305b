"""Who is asking: shared access helpers for all views."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.models import Agency, Citizen, Role, User


def citizen_of(request: HttpRequest) -> Citizen | None:
    """The verified person behind the signed-in user, or None. One query, kept on the request."""
    if not hasattr(request, "_citizen"):
        user = request.user
        found = Citizen.objects.filter(user=user).first() if user.is_authenticated else None
        request._citizen = found  # type: ignore[attr-defined]
    return request._citizen  # type: ignore[attr-defined,no-any-return]


def has_role(user: User | AnonymousUser, agency: Agency, *roles: Role) -> bool:
    """Whether `user` holds one of `roles` in `agency`. One query."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.memberships.filter(agency=agency, role__in=roles).exists()
