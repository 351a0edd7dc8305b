"""Telling people who follow a line that something happened to it."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_noop

from accounts.notices.following import About
from accounts.notices.models import Follow
from accounts.notices.telling import tell_followers
from budgets.ledger import uses
from budgets.ledger.models import Budget, BudgetLine

KIND = "budgetline"
_HEADINGS = {
    "changed": gettext_noop("The amount of a budget line has changed: %(title)s"),
    "paid": gettext_noop("Money was paid from a budget line: %(title)s"),
    "contract": gettext_noop("A contract was made under a budget line: %(title)s"),
}


def followable(line: BudgetLine) -> str:
    """What a line is called among things that one can follow."""
    return f"{line.budget_id}-{line.stable_id}"


def happened(what: str, budget: Budget, lines: Iterable[BudgetLine]) -> None:
    """Tell the followers of these lines, and those who use them. Few queries when nobody follows any line."""
    lines = list(lines)
    uses.heard(what, lines)
    follows = Follow.objects.filter(about__startswith=f"{KIND}/{budget.pk}-")
    followed = set(follows.values_list("about", flat=True))
    for line in lines if followed else ():
        about = f"{KIND}/{budget.pk}-{line.stable_id}"
        if about in followed:
            _tell(what, budget, line, about)


def _tell(what: str, budget: Budget, line: BudgetLine, about: str) -> None:
    tell_followers(
        kind=f"{KIND}.{what}",
        about=about,
        path=lambda: reverse("ledger:line", args=[budget.public_id, line.stable_id]),
        heading=_HEADINGS[what],
        values=lambda: {"title": line.title},
    )


def describe(kind: str, public_id: str) -> About | None:
    """A line of a published budget as a follower sees it. One query."""
    budget, _, stable_id = public_id.partition("-")
    if kind != KIND or not budget.isdecimal():
        return None
    found = BudgetLine.objects.public().filter(budget_id=int(budget[:18]), stable_id=stable_id).first()
    return About(found.title, found.get_absolute_url()) if found else None
