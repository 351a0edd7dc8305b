"""News of petitions as Atom: every public event, newest first."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.bilingual import in_language
from petitions.models import Event
from petitions.states import PUBLIC


class News(Feed[Event, Any]):
    """The last fifty events of all petitions in the reader's language."""

    feed_type = Atom1Feed
    title = gettext_lazy("News of petitions")
    subtitle = gettext_lazy("Opened, reached, handed over, answered: every public event")
    link = reverse_lazy("petitions:index")

    def items(self) -> "QuerySet[Event]":
        """Newest first."""
        events = Event.objects.filter(petition__state__in=PUBLIC).select_related("petition")
        return events.order_by("-at", "-id")[:50]

    def item_title(self, item: Any) -> str:
        """What happened to what."""
        return _("{event}: {title}").format(event=item.get_kind_display(), title=in_language(item.petition, "title"))

    def item_description(self, item: Any) -> str:
        """The public note."""
        return str(item.note)

    def item_link(self, item: Any) -> str:
        """The petition."""
        return reverse("petitions:petition", args=[item.petition.public_id]) + f"#event-{item.pk}"

    def item_updateddate(self, item: Any) -> datetime:
        """When it happened."""
        moment: datetime = item.at
        return moment

    item_pubdate = item_updateddate
