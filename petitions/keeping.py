"""Names that petitions still need of a person who leaves: those under a petition on its way to the authority."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from accounts import erasing
from accounts.erasing import Keep
from accounts.models import Citizen
from petitions import states
from petitions.models import Petition, Signature

_RUNNING = states.EDITABLE | states.SIGNABLE | states.DELIVERABLE | states.WITH_AUTHORITY | {states.State.PRINCIPLE}


@erasing.register
def running(citizen: Citizen) -> Iterable[Keep]:
    """Running petitions that the person signed or begun. Two queries."""
    signed = Signature.objects.of(citizen).living().values("petition_id")
    why = _("the law asks for the names of those who sign until the petition is decided; take your name back first")
    for petition in Petition.objects.filter(pk__in=signed, state__in=_RUNNING):
        yield Keep(_("Your signature under a petition"), why, petition.get_absolute_url())
    for petition in Petition.objects.of(citizen).filter(state__in=_RUNNING):
        yield Keep(
            _("A petition that you began"), _("it needs somebody who answers for it"), petition.get_absolute_url()
        )
