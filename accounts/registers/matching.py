"""Finding people in the registers: by key for paper sheets, by number and birth date for somebody who verifies."""

import json
from collections.abc import Collection, Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts import actions, limits
from accounts.claims import Claims
from accounts.identity import person_key
from accounts.models import Assurance, Citizen, User
from accounts.refusals import Refused
from accounts.registers.models import Entry

TRIES_OF_ACCOUNT = 5  # an hour
TRIES_AT_PERSON = 10  # an hour, over all accounts


class NoMatch(Refused):
    """Number and birth date do not go together here; which of them is wrong is not told."""

    code = "no-match"
    title = _("This does not match the register")


def known(entry: Entry) -> tuple[str, str, date]:
    """Given name, family name and birth date of an entry."""
    given, family, born = json.loads(entry.person)
    return given, family, date.fromisoformat(born)


def verify(*, user: User, number: str, birth_date: date) -> Citizen:
    """Verify `user` as the person with this number and birth date, at the level "checked".

    The same refusal, after the same work, for an unknown number and a wrong birth date. Raises NoMatch,
    TooMany after a few tries, IdentityTaken (actions.verify), ValidationError for an impossible number.
    """
    key = person_key(number)
    limits.count(f"register:{user.pk}", TRIES_OF_ACCOUNT)
    limits.count(f"register-person:{key.hex()}", TRIES_AT_PERSON)
    entries = Entry.objects.filter(person_key=key, register__verifies=True).select_related("register")
    for entry in entries:
        given, family, born = known(entry)
        if born == birth_date:
            claims = Claims(number, given, family, born, entry.area_id, Assurance.CHECKED)
            return actions.verify(user=user, claims=claims, source=f"register:{entry.register.slug}"[:40])
    raise NoMatch(_("The number and the birth date were not found together in a register of this site."))


def people(keys: Collection[bytes]) -> Mapping[bytes, Citizen]:
    """The people of the registers with these keys, as citizens; made when they are needed. Two queries."""
    entries = Entry.objects.filter(person_key__in=keys).select_related("register").order_by("pk")
    new = {bytes(entry.person_key): _citizen(entry) for entry in entries}
    Citizen.objects.bulk_create(new.values(), batch_size=2000, ignore_conflicts=True)
    return {bytes(one.person_key): one for one in Citizen.objects.filter(person_key__in=new)} if new else {}


def _citizen(entry: Entry) -> Citizen:
    given, family, born = known(entry)
    return Citizen(
        person_key=bytes(entry.person_key),
        given_name=given,
        family_name=family,
        birth_date=born,
        area_id=entry.area_id,
        assurance=Assurance.CHECKED,
        source=f"register:{entry.register.slug}"[:40],
    )
