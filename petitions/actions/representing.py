"""Representatives of the signers: each agrees by their own identity; the number and their own names are checked."""

import base64
import hmac

from django.conf import settings
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import eligibility
from accounts.models import Citizen
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused, Sentence
from petitions import rules
from petitions.models import Petition, Representative, Signature
from petitions.states import EDITABLE, SIGNABLE, State

CHANGEABLE = EDITABLE | SIGNABLE | {State.PRINCIPLE, State.RETURNED}


def code_of(petition: Petition) -> str:
    """What the petitioner hands out to those who are asked to represent; nobody can guess it."""
    mark = hmac.digest(bytes.fromhex(settings.PERSON_KEY), f"representative/{petition.public_id}".encode(), "sha256")
    return base64.b32encode(mark).decode()[:12].lower()


@transaction.atomic
def stand(*, by: Citizen, petition: Petition, code: str = "") -> None:
    """Agree to act for all signers, named in public (2564 Act s.11 para. 1, 2565 Act s.8(3) and (4)).

    By an initiator, or by somebody who was given the code. Raises Closed, NotEligible, AlreadyDone, and Refused
    when there are as many as the Act allows.
    """
    _changeable(petition)
    asked = hmac.compare_digest(code.encode(), code_of(petition).encode())
    if not asked and not petition.initiators.filter(citizen=by).exists():
        raise NotEligible(_("Only an initiator, or somebody whom the petitioner asked, can represent the signers."))
    eligibility.require(rules.eligibility_for(petition), by)
    Petition.objects.select_for_update(no_key=True).get(pk=petition.pk)
    most = petition.preset.representatives[1]
    standing = Representative.objects.filter(petition=petition)
    if standing.filter(citizen=by).exists():
        raise AlreadyDone(_("You are already one of the representatives."))
    if standing.count() >= most:
        words = _("There are {most} representatives already: the law allows no more ({source}).")
        raise Refused(format_lazy(words, most=most, source=petition.preset.representatives_source))
    Representative.objects.create(petition=petition, citizen=by)


def step_down(*, by: Citizen, petition: Petition, representative: Representative | None = None) -> None:
    """Be a representative no longer; the petitioner can also take another off the list.

    Raises Closed after hand-over, NotEligible for others, AlreadyDone when there is nothing to end.
    """
    _changeable(petition)
    if representative and by.pk not in {petition.petitioner_id, representative.citizen_id}:
        raise NotEligible(_("Only the person who started this petition can do this."))
    person = representative.citizen_id if representative else by.pk
    if not Representative.objects.filter(petition=petition, citizen_id=person).delete()[0]:
        raise AlreadyDone(_("You are not one of the representatives."))


def lacking(petition: Petition) -> list[Sentence]:
    """What hand-over still asks for: enough representatives, each of whom has signed. Two queries, or none."""
    least, most = petition.preset.representatives
    if not most:
        return []
    standing = list(Representative.objects.filter(petition=petition).select_related("citizen"))
    found: list[Sentence] = []
    if len(standing) < least:
        words = _("Representatives of the signers: {number} of at least {least} ({source}).")
        source = petition.preset.representatives_source
        found.append(format_lazy(words, number=len(standing), least=least, source=source))
    living = Signature.objects.living().filter(petition_id=petition.pk)
    signed = set(living.filter(citizen__in=[one.citizen_id for one in standing]).values_list("citizen_id", flat=True))
    missing = [one.citizen.full_name for one in standing if one.citizen_id not in signed]
    if missing:
        words = _("A representative has to be one of the signers. Not signed yet: {names}")
        found.append(format_lazy(words, names=", ".join(missing)))
    return found


def _changeable(petition: Petition) -> None:
    if not petition.preset.representatives[1]:
        raise Closed(_("This kind of petition has no representatives."))
    if petition.state not in CHANGEABLE:
        raise Closed(_("Once the names have been handed over, the representatives stand."))
