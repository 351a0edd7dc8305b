"""Questions about ideas."""

from typing import TYPE_CHECKING

from django.db import models

from consult.ideas.states import State

if TYPE_CHECKING:
    from consult.ideas.models import Idea  # noqa: F401

ORDERS = {"supported": ("-supports", "-created_at", "-id"), "newest": ("-created_at", "-id")}


class IdeaQuerySet(models.QuerySet["Idea"]):
    """Ideas, asked in plain words."""

    def shown(self) -> "IdeaQuerySet":
        """Readable by everybody."""
        return self.filter(state=State.VISIBLE).select_related("agency")

    def public(self) -> "IdeaQuerySet":
        """With a page: those taken back or hidden leave a mark there."""
        return self.select_related("agency", "citizen")

    def answered(self, answered: bool) -> "IdeaQuerySet":
        """With an official answer, or waiting for one."""
        return self.filter(answered_at__isnull=not answered)
