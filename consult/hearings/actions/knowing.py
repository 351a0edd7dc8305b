"""Adding stakeholders whom the agency knows, taking one off, and leaving the list oneself."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone, Closed
from consult.hearings import rules
from consult.hearings.models import ConsultationPage, KnownStakeholder
from consult.hearings.states import TELLABLE


@dataclass(frozen=True)
class Person:
    """A name, of a person or an organisation, and where to write."""

    name: str
    email: str


@transaction.atomic
def add_known(*, by: User, hearing: ConsultationPage, people: Sequence[Person]) -> int:
    """Put these on the list of those to be told (2562 Act s.15); how many were not on it yet.

    Whoever left the list stays off it. Raises PermissionDenied, and Closed once the hearing is over.
    """
    if not rules.may_answer(by, hearing):
        raise PermissionDenied
    if hearing.phase not in TELLABLE:
        raise Closed(_("This hearing is over: nobody is told of it any more."))
    rows = [
        KnownStakeholder(hearing=hearing, name=one.name, email=one.email, mark=_mark(hearing, one.email), added_by=by)
        for one in people
    ]
    before = KnownStakeholder.objects.filter(hearing=hearing).count()
    KnownStakeholder.objects.bulk_create(rows, ignore_conflicts=True)
    return int(KnownStakeholder.objects.filter(hearing=hearing).count()) - before


def remove_known(*, by: User, hearing: ConsultationPage, known: KnownStakeholder) -> None:
    """Take one off the list. Raises PermissionDenied; AlreadyDone for one that was told, or is not on it."""
    if not rules.may_answer(by, hearing):
        raise PermissionDenied
    waiting = KnownStakeholder.objects.filter(pk=known.pk, hearing=hearing, told_at=None, left_at=None)
    if not waiting.delete()[0]:
        raise AlreadyDone(_("This one was written to already, or is not on the list."))


def leave_token(known: KnownStakeholder) -> str:
    """What stands in the letter and lets its reader leave. Cannot be made up; does nothing else."""
    return Signer(salt="hearings.known").sign(str(known.pk))


def leave_known(*, token: str) -> bool:
    """Forget name and address of whoever got this letter; whether the token was a real one."""
    try:
        identity = Signer(salt="hearings.known").unsign(token)
    except BadSignature:
        return False
    rows = KnownStakeholder.objects.filter(pk=identity, left_at=None)
    rows.update(name="", email="", left_at=timezone.now())
    return True


def _mark(hearing: ConsultationPage, email: str) -> bytes:
    return salted_hmac("hearings.known", f"{hearing.public_id}/{email.lower()}", algorithm="sha256").digest()
