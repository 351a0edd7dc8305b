"""The register as the rest of the site knows it: names of entries, what a person asked for."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import acts
from accounts.acts import Act
from accounts.models import Citizen
from consult.stakeholders.models import Registration
from realtime.record import kinds


def acts_of(citizen: Citizen) -> Iterable[Act]:
    """The registrations of this person. One query."""
    for row in Registration.objects.filter(citizen=citizen):
        note = _("ended") if row.ended_at else row.organisation
        yield Act(_("Registered to be told of hearings"), reverse("stakeholders:mine"), row.created_at, note)


acts.register(acts_of)
kinds.register(
    {
        "stakeholder.registered": _("Somebody registered to be told of hearings"),
        "stakeholder.ended": _("A registration to be told of hearings ended"),
    }
)
