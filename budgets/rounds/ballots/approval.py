"""Approval: name every project that you want, whatever they cost together."""

from django.utils.translation import gettext_lazy as _

from budgets.rounds.ballots.kind import BallotKind, check_choices

APPROVAL = BallotKind(
    name="approval",
    label=_("Approval"),
    words=_("Choose every project that you would like. They may cost more than the envelope together."),
    check=check_choices,
)
