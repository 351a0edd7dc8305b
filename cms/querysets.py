"""Questions about articles, in plain words."""

from datetime import datetime
from typing import Any, Self

from wagtail.models import PageManager
from wagtail.query import PageQuerySet


class ArticleQuerySet(PageQuerySet):
    """Articles."""

    def news(self, kind: str = "") -> Self:
        """Published articles of `kind` (all but those about the site itself when empty), the newest first."""
        found = self.live().exclude(kind="about")
        return (found.filter(kind=kind) if kind else found).order_by("-first_published_at", "-pk")

    def before(self, moment: datetime, pk: int) -> Self:
        """Those after this place in the list (keyset: the thousandth page costs as much as the first)."""
        return self.filter(first_published_at__lte=moment).exclude(first_published_at=moment, pk__gte=pk)


ArticleManager: Any = PageManager.from_queryset(ArticleQuerySet)
