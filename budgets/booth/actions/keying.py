"""Papers keyed twice, by two people who do not see each other's reading."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Closed, Refused
from budgets.booth import rules
from budgets.booth.models import Paper, Station
from budgets.booth.states import State
from budgets.rounds import rules as of_round
from budgets.rounds.actions.paper import reading
from budgets.rounds.ballots import Choices


@transaction.atomic
def key_paper(*, by: User, station: Station, number: int, choices: Choices) -> Paper:
    """What one person reads on paper `number`; nothing chosen is a blank paper. One may correct one's own reading.

    Raises PermissionDenied, Closed unless the box is open, Refused for a number that is not there, a code that is no
    project, or a third reader.
    """
    if not rules.may_serve(by, station):
        raise PermissionDenied
    held = Station.objects.select_for_update(of=("self",)).select_related("round").get(pk=station.pk)
    if held.state != State.COUNTING:
        raise Closed(_("Papers are keyed after the box was opened and before the booth is closed."))
    if not 1 <= number <= held.found:
        raise Refused(format_lazy(_("The papers of this box have the numbers 1 to {last}."), last=held.found))
    if unknown := sorted(set(choices) - set(of_round.costs(held.round))):
        raise Refused(format_lazy(_("There is no project {code} on this ballot."), code=", ".join(unknown)))
    if held.first_by_id:
        raise Closed(_("One officer has confirmed the numbers already."))
    paper, _made = Paper.objects.get_or_create(station=held, number=number)
    _place(paper, by)
    said = reading(held.round, choices)
    if paper.first_by == by:
        paper.first = said
    else:
        paper.second = said
    paper.save()
    return paper


def _place(paper: Paper, by: User) -> None:
    """Make `by` the first or second reader of a paper, unless two others are."""
    if by in (paper.first_by, paper.second_by):
        return
    if paper.first_by is None:
        paper.first_by = by
    elif paper.second_by is None:
        paper.second_by = by
    else:
        raise Refused(_("Two people have read this paper already; one of them corrects it."))
