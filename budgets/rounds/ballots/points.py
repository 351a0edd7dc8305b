"""Points: give a number of points to the projects, as many to each as one likes."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from budgets.rounds.ballots.kind import BallotKind, Choices, Limits, Problem, check_choices, codes_with_points


def check(choices: Choices, costs: Mapping[str, Decimal], limits: Limits) -> Iterable[Problem]:
    """The common checks, and the sum of the points."""
    if not isinstance(choices, Mapping):
        yield Problem("form", _("This ballot gives no points."))
        return
    yield from check_choices(choices, costs, limits)
    if any(points < 1 for points in choices.values()):
        yield Problem("points", _("Points are whole numbers from 1."))
    given = sum(choices.values())
    if given > limits.points:
        words = _("You have given {given} points. There are {points} to give; take {over} away.")
        over = given - limits.points
        yield Problem("too-many-points", format_lazy(words, given=given, points=limits.points, over=over))


POINTS = BallotKind(
    name="points",
    label=_("Points"),
    words=_("Give your points to the projects that you want, more points to those that you want more."),
    check=check,
    field="points",
    text=codes_with_points,
)
