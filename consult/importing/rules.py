"""Who may bring texts in."""

from django.db.models import QuerySet

from accounts.models import Agency, Role, User

WRITERS = (Role.AUTHOR, Role.REVIEWER, Role.HEAD)


def agencies_of(user: User) -> QuerySet[Agency]:
    """The agencies for which somebody may bring texts in: where they write. One query."""
    mine = {"memberships__user": user, "memberships__role__in": WRITERS}
    return Agency.objects.filter(**mine).distinct().order_by("name")
