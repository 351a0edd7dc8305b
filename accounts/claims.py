"""What an identity provider says about one person, in one shape, whoever says it."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Assurance
from accounts.refusals import Refused

_BUDDHIST_ERA = 543
_FIRST_BUDDHIST_YEAR = 2400


class ClaimsRefused(Refused):
    """The identity provider left out something without which nobody can be known."""

    code = "claims"
    title = _("Your identity could not be verified")


@dataclass(frozen=True)
class Claims:
    """One person by name, birth date and registered area; `number` is used once and never kept."""

    number: str
    given_name: str
    family_name: str
    birth_date: date
    area: str
    assurance: Assurance

    def __repr__(self) -> str:
        return "<Claims>"  # a traceback or a log must never show a person


def from_oidc(claims: Mapping[str, Any]) -> Claims:
    """The claims of an ID token with the scopes `openid pid given_name family_name birthdate address ial`.

    Raises ClaimsRefused when the number, a name or the birth date is missing or unreadable.
    """
    wanted = {name: str(claims.get(name) or "").strip() for name in ("pid", "given_name", "family_name", "birthdate")}
    if not all(wanted.values()):
        raise ClaimsRefused(_("The identity provider did not pass on your number, name or birth date."))
    return Claims(
        number=wanted["pid"],
        given_name=wanted["given_name"],
        family_name=wanted["family_name"],
        birth_date=_birth_date(wanted["birthdate"]),
        area=_area(claims.get("address")),
        assurance=assurance_of(str(claims.get("ial") or "")),
    )


def assurance_of(ial: str) -> Assurance:
    """The level for an identity assurance level of the Thai standard (ETDA 19-2561): 1.x, 2.1–2.3, 3.

    Absent or unknown: the lowest. 2.3 and 3 read the card's chip or see the person.
    """
    if ial in {"2.3", "3", "3.0"}:
        return Assurance.DOCUMENT_SEEN
    if ial in {"2", "2.0", "2.1", "2.2"}:
        return Assurance.CHECKED
    return Assurance.SELF_STATED


def _birth_date(value: str) -> date:
    """The day; for people registered with a year or a month only, its last day, so nobody is made older."""
    try:
        year, month, day = ([int(part) for part in value.split("-")] + [0, 0])[:3]
        if year >= _FIRST_BUDDHIST_YEAR:
            year -= _BUDDHIST_ERA
        month = month or 12
        found = date(year, month, day or monthrange(year, month)[1])
    except ValueError:
        raise ClaimsRefused(_("The identity provider passed on a birth date that cannot be read.")) from None
    if found > timezone.localdate():
        raise ClaimsRefused(_("The identity provider passed on a birth date that cannot be read."))
    return found


def _area(address: object) -> str:
    """The six-digit code of the registered subdistrict; empty when the provider gives none."""
    code = str(address.get("subdistrict_code") or "") if isinstance(address, Mapping) else ""
    return code if code.isascii() and code.isdigit() else ""
