"""Questions about proposals."""

from typing import Any

from django.db import models

from budgets.proposals.states import UNREADABLE, State


class ProposalQuerySet(models.QuerySet[Any]):
    """Proposals, asked in plain words."""

    def public(self) -> "ProposalQuerySet":
        """With a page, those of published rounds: taken back or hidden ones leave a mark there."""
        return self.filter(round__page__live=True).select_related(
            "round__page__agency", "citizen", "district", "project", "appeal"
        )

    def of(self, round_id: int) -> "ProposalQuerySet":
        """Those of one round."""
        return self.filter(round_id=round_id)

    def readable(self) -> "ProposalQuerySet":
        """Those whose words everybody can read."""
        return self.exclude(state__in=UNREADABLE)

    def waiting(self) -> "ProposalQuerySet":
        """Those that review has not decided about."""
        return self.filter(state=State.SHOWN)

    def in_state(self, state: str) -> "ProposalQuerySet":
        """Those in one state; all when it is none."""
        return self.filter(state=state) if state in State.values else self

    def ranked(self) -> "ProposalQuerySet":
        """The most supported first."""
        return self.order_by("-supports", "-created_at", "-id")
