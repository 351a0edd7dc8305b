"""Finding rounds for a reader: shared by all views."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import User
from budgets.rounds import rules
from budgets.rounds.actions.casting import closed
from budgets.rounds.models import Result, Round


def published_round(public_id: str) -> Round:
    """A round that everybody may read, with its days, or 404. Two queries."""
    rounds = Round.objects.published().prefetch_related("days")
    return get_object_or_404(rounds, page__public_id=public_id)


def opened_round(public_id: str) -> Round:
    """A round whose ballot is announced or over, or 404. One query."""
    return get_object_or_404(Round.objects.published().frozen(), page__public_id=public_id)


def round_to_vote_in(public_id: str) -> Round:
    """A round in which a ballot can be cast now. One query. Raises Closed otherwise, Http404 when there is none."""
    round_ = get_object_or_404(Round.objects.published(), page__public_id=public_id)
    if not round_.votable:
        refusal = closed()
        refusal.next_url = round_.get_absolute_url()
        refusal.next_label = str(round_)
        raise refusal
    return round_


def result_of(public_id: str) -> Result:
    """The result of a round, or 404 before the count."""
    results = Result.objects.select_related("round__page__agency")
    return get_object_or_404(results, round__page__public_id=public_id, round__page__live=True)


def officer_of(request: HttpRequest, public_id: str) -> tuple[User, Round]:
    """The signed-in officer and the round, for heads, reviewers, and auditors, who look on. Raises PermissionDenied."""
    round_ = published_round(public_id)
    user = request.user
    if not isinstance(user, User) or not rules.may_watch(user, round_):
        raise PermissionDenied
    return user, round_
