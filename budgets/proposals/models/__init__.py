"""Proposals, who stands behind them, and what reviewers found."""

from budgets.proposals.models.proposal import CoSponsor, Descent, Proposal
from budgets.proposals.models.review import Appeal, CostLine, Decision, Opinion, Reviewer

__all__ = ["Appeal", "CoSponsor", "CostLine", "Decision", "Descent", "Opinion", "Proposal", "Reviewer"]
