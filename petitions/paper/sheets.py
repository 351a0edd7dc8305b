"""Printing sheets: each gets a code of its own, known to the site from the start."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Citizen, User
from accounts.refusals import Closed, NotEligible, Refused
from petitions.models import Petition, Sheet
from petitions.paper import codes, roles
from petitions.rules import Signable

MOST = 200  # sheets at a time
LINES = 10


@transaction.atomic
def make(*, by: User, citizen: Citizen | None, petition: Petition, number: int) -> list[Sheet]:
    """`number` new sheets to print. Raises NotEligible for strangers, Closed unless names are collected."""
    if not roles.may_print(by, citizen, petition):
        raise NotEligible(_("Initiators and officers of the agency it is addressed to print the forms."))
    if not Signable.of(petition).open:
        raise Closed(_("Names are not collected for this petition now."))
    if not 1 <= number <= MOST:
        raise Refused(_("Between 1 and 200 sheets at a time."))
    made = [
        Sheet(petition=petition, code=codes.new(), lines=LINES, rules_hash=petition.rules_hash)
        for _sheet in range(number)
    ]
    return Sheet.objects.bulk_create(made)
