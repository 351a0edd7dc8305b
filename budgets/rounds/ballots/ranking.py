"""Ranking: put projects in order. The first gets as many points as a ballot has places, the second one less."""

from django.utils.translation import gettext_lazy as _

from budgets.rounds.ballots.kind import BallotKind, Choices, Limits, check_choices, codes_in_order


def counted(choices: Choices, limits: Limits) -> Choices:
    """Points by place."""
    return {code: limits.maximum - place for place, code in enumerate(choices)}


RANKING = BallotKind(
    name="ranking",
    label=_("Ranking"),
    words=_("Put the projects that you want in order. The first counts most, each further one a point less."),
    check=check_choices,
    field="rank",
    text=codes_in_order,
    counted=counted,
)
