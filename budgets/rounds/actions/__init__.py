"""The only writers of rounds: opening, casting a ballot, closing, certifying the count."""

from budgets.rounds.actions.casting import cast_ballot
from budgets.rounds.actions.certifying import certify, order_recount
from budgets.rounds.actions.closing import confirm_close, finish
from budgets.rounds.actions.opening import open_ballot

__all__ = ["cast_ballot", "certify", "confirm_close", "finish", "open_ballot", "order_recount"]
