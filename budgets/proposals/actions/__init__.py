"""The only writers of proposals, sponsorship and review."""

from budgets.proposals.actions.arranging import merge, moderate, split
from budgets.proposals.actions.proposing import Words, propose, sponsor, unsponsor, withdraw
from budgets.proposals.actions.reviewing import (
    Cost,
    Finding,
    appeal,
    decide,
    declare_conflict,
    give_opinion,
    name_reviewer,
)

__all__ = [
    "Cost",
    "Finding",
    "Words",
    "appeal",
    "decide",
    "declare_conflict",
    "give_opinion",
    "merge",
    "moderate",
    "name_reviewer",
    "propose",
    "split",
    "sponsor",
    "unsponsor",
    "withdraw",
]
