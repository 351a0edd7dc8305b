"""Moderation as the rest of the site knows it: names of its entries, what a person reported."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import acts
from accounts.acts import Act
from accounts.models import Citizen
from consult.moderation.models import Report
from consult.moderation.states import State
from realtime.record import kinds


def acts_of(citizen: Citizen) -> Iterable[Act]:
    """What this person reported, and what became of it. One query."""
    for given in Report.objects.filter(citizen=citizen).select_related("case"):
        yield Act(
            _("Report of something somebody wrote"), reverse("moderation:published"), given.created_at,
            State(given.case.state).label,
        )  # fmt: skip


acts.register(acts_of)
kinds.register(
    {
        "moderation.reported": _("Somebody reported what somebody wrote"),
        "moderation.decided": _("Decision of a moderator"),
        "moderation.appealed": _("Appeal against a moderator's decision"),
    }
)
