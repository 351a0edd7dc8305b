"""Leaving: what goes at once, what stays and why, and what goes later by itself (2562 Act s.33).

At once the account goes: e-mail, password, devices, notices, the link between the account and the person.
Name and birth date go as well, unless an app still needs them by law (`Keep`); then the daily job tries again.
The person key stays a year, so that nobody acts twice in what is still running, and is destroyed then.
"""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Citizen, User
from accounts.refusals import Refused, Sentence
from accounts.rights import consents

KEY_STAYS = timedelta(days=365)
NO_DAY = date(1900, 1, 1)
LEAVING, ERASED = "leaving", "erased"


@dataclass(frozen=True)
class Keep:
    """One reason why a name must stay for now."""

    what: Sentence
    why: Sentence
    url: str = ""


type Provider = Callable[[Citizen], Iterable[Keep]]
_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Make known what an app still needs a name for (from its `ready`); at most one query."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def keeps(citizen: Citizen | None) -> list[Keep]:
    """Every reason why this person's name must stay for now."""
    return [keep for provider in _providers for keep in provider(citizen)] if citizen else []


class StaffStay(Refused):
    """Somebody who works for an agency here cannot erase the account of that work."""

    code = "staff-stay"
    title = _("This account belongs to your work")


@transaction.atomic
def leave(*, user: User, citizen: Citizen | None) -> None:
    """Erase what may go now; the rest is marked, and goes when the last reason has gone.

    Raises StaffStay while the person holds a role: official decisions name who took them.
    """
    if user.is_staff or user.is_superuser or user.memberships.exists():
        raise StaffStay(_("Ask the head of your agency to end your role first. Decisions you took keep your name."))
    if citizen is not None:
        citizen = Citizen.objects.select_for_update().get(pk=citizen.pk)
        citizen.user = None
        citizen.source, citizen.verified_at = LEAVING, timezone.now()
        citizen.save()
        consents.record(consents.VERIFIED, given=False, citizen=citizen)
        finish(citizen)
    try:
        with transaction.atomic():
            User.objects.get(pk=user.pk).delete()
    except ProtectedError:
        User.objects.filter(pk=user.pk).update(is_active=False, email=None, name="")


def finish(citizen: Citizen) -> bool:
    """Erase the name and birth date of somebody who is leaving, unless they are still needed; whether it is done."""
    if keeps(citizen):
        return False
    citizen.given_name = citizen.family_name = ""
    citizen.birth_date, citizen.source = NO_DAY, ERASED
    citizen.save(update_fields=["given_name", "family_name", "birth_date", "source"])
    return True


def finish_all() -> int:
    """Try again for everybody who is leaving; how many were finished."""
    return sum(finish(one) for one in Citizen.objects.filter(source=LEAVING, user=None))


def destroy_keys() -> int:
    """Replace the person keys of those erased a year ago by chance: nobody can link them any more."""
    old = Citizen.objects.filter(source=ERASED, user=None, verified_at__lt=timezone.now() - KEY_STAYS)
    for one in old:
        one.person_key, one.source = secrets.token_bytes(32), ""
        one.save(update_fields=["person_key", "source"])
    return len(old)


def sign_out(request: HttpRequest) -> None:
    """End the session of somebody who has just left."""
    request.session.flush()
    request.user = AnonymousUser()
