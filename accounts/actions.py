"""The only writer of who people are: verified by a provider, or registered by an officer."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import assurance, erasing
from accounts.areas import COUNTRY
from accounts.claims import Claims, ClaimsRefused
from accounts.helping.actions import require_standing
from accounts.helping.standing import require_covered
from accounts.identity import person_key
from accounts.models import AccessLog, Agency, Area, Assurance, Channel, Citizen, User
from accounts.refusals import Refused
from accounts.register import people as people_of_registers
from accounts.rights import consents


class IdentityTaken(Refused):
    """One person, one account: this identity or this account belongs to somebody already."""

    status = 409
    code = "identity-taken"
    title = _("This identity is in use already")


@transaction.atomic
def verify(*, user: User, claims: Claims, source: str) -> Citizen:
    """Bind `user` to the person whom `claims` describe; the person is made, refreshed or claimed.

    A person met before (at a counter, on paper) has the same person key and is claimed with all
    their acts. The higher assurance level stays. Raises IdentityTaken when the person has another
    account or the account another person; ClaimsRefused for a number that cannot be one.
    """
    citizen = _meet(claims, source)
    if citizen.user_id not in (None, user.pk):
        raise IdentityTaken(_("Another account here is already verified as this person. Please sign in with that one."))
    if Citizen.objects.filter(user=user).exclude(pk=citizen.pk).exists():
        raise IdentityTaken(_("This account is already verified as another person."))
    citizen.user = user
    citizen.consent_at = citizen.consent_at or timezone.now()
    _refresh(citizen, claims, source)
    consents.record(consents.VERIFIED, given=True, citizen=citizen)
    if not user.name:
        User.objects.filter(pk=user.pk).update(name=citizen.full_name)
    return citizen


@transaction.atomic
def register(*, officer: User, agency: Agency, claims: Claims) -> Citizen:
    """Make or refresh a person whose identity document `officer` has seen and who has agreed to be kept here.

    A volunteer (accounts.helping) makes people whom nobody knows, as stated by themselves, and changes nobody else.
    Raises Refused for somebody without a standing at `agency`, ClaimsRefused for a wrong number, OutsidePermit.
    """
    held = require_standing(officer, agency)
    source = f"{'volunteer' if held.permit else 'counter'}:{agency.slug}"[:40]
    if held.permit is not None:
        citizen = _meet_by_volunteer(claims, source)
        require_covered(held, citizen)
    else:
        citizen = _meet(claims, source)
        _refresh(citizen, claims, source)
    citizen.registered_by = citizen.registered_by if held.permit and citizen.registered_by else officer
    citizen.consent_at = citizen.consent_at or timezone.now()
    citizen.save(update_fields=["registered_by", "consent_at"])
    consents.record(consents.VERIFIED, given=True, citizen=citizen, channel=Channel.COUNTER, by=officer)
    AccessLog.objects.create(citizen=citizen, officer=officer, agency=agency, why=AccessLog.Why.REGISTERED)
    return citizen


def _meet_by_volunteer(claims: Claims, source: str) -> Citizen:
    """The person by number, known already or in a register; else made, as stated. Other data than known are refused."""
    try:
        key = person_key(claims.number)
    except ValidationError as error:
        raise ClaimsRefused(*error.messages) from None
    known = people_of_registers([key]).get(key)
    citizen = known or _meet(replace(claims, assurance=Assurance.SELF_STATED), source)
    if citizen.birth_date != claims.birth_date:
        raise Refused(_("This person is known here with other data. A counter officer has to look at the card."))
    return Citizen.objects.select_for_update(of=("self",)).get(pk=citizen.pk)


def find(*, officer: User, agency: Agency, number: str) -> Citizen | None:
    """The person with this number, for a counter officer; the look is logged.

    Raises ValidationError for a number that cannot be one, OutsidePermit for somebody whom a volunteer may not help,
    Refused for anybody else.
    """
    held = require_standing(officer, agency)
    citizen = Citizen.objects.select_related("area").filter(person_key=person_key(number)).first()
    if citizen is not None:
        AccessLog.objects.create(citizen=citizen, officer=officer, agency=agency, why=AccessLog.Why.SEARCHED)
        require_covered(held, citizen)
    return citizen


def _meet(claims: Claims, source: str) -> Citizen:
    """The person's row, locked; made when they are new. The unique person key is the guard."""
    try:
        key = person_key(claims.number)
    except ValidationError as error:
        raise ClaimsRefused(*error.messages) from None
    new = Citizen(
        person_key=key,
        given_name=claims.given_name,
        family_name=claims.family_name,
        birth_date=claims.birth_date,
        area_id=_known_area(claims.area),
        assurance=claims.assurance,
        source=source,
    )
    Citizen.objects.bulk_create([new], ignore_conflicts=True)
    return Citizen.objects.select_for_update(of=("self",)).get(person_key=key)


def _refresh(citizen: Citizen, claims: Claims, source: str) -> None:
    """Take over what was said now; a weaker check lowers or renews no level, unless that one is too old by now."""
    citizen.given_name, citizen.family_name = claims.given_name, claims.family_name
    citizen.birth_date = claims.birth_date
    area = _known_area(claims.area)
    if area != COUNTRY:
        citizen.area_id = area
    gone = citizen.source in {erasing.LEAVING, erasing.ERASED}
    if claims.assurance >= citizen.assurance or gone or assurance.expired(citizen):
        citizen.assurance, citizen.source = Assurance(claims.assurance), source
        citizen.verified_at = timezone.now()
    citizen.save()


def _known_area(code: str) -> str:
    """`code`, or the smallest known area around it: 509999 → 50; nothing known → the country."""
    around = [code[:size] for size in (6, 4, 2) if len(code) >= size]
    known = Area.objects.filter(code__in=around).order_by("-code").values_list("code", flat=True).first()
    return known or COUNTRY
