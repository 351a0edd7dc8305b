"""What the editors' room shows an author beside the fields of a hearing."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel


class ChecklistPanel(Panel):
    """Field by field what the announcement needs (2562 Act s.14)."""

    class BoundPanel(Panel.BoundPanel):
        """The list for one page."""

        template_name = "hearings/editor/checklist.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The items of the list as the page stands."""
            from consult.hearings import announcement

            context: dict[str, Any] = super().get_context_data(parent_context)
            page = self.instance
            questions = reverse("questions:edit", args=["hearing", page.public_id]) if page.pk else ""
            known = reverse("hearings:known", args=[page.public_id]) if page.pk else ""
            return context | {"known": known, "items": announcement.checklist(page), "questions": questions}
