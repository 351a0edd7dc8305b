"""The editors' rooms: the head's decision, and nothing that officers do not need."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem

from cms import decisions
from cms.models import OfficialTask

# Entries of the editors' menu that only administrators see. Reports and settings hide themselves by permission.
ADMINISTRATORS_ONLY = {"help", "reports"}


def admin_urls() -> list[URLPattern]:
    """The page of the head's decision."""
    return [path("approval/<int:identity>/", decisions.decide, name="cms_decide")]


class DecideItem(ActionMenuItem):
    """In the editor of a page that waits: the way to the decision."""

    name = "action-decide"
    label = _("Review and approval")
    icon_name = "check"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """While the page waits for a decision."""
        page = context.get("page")
        return bool(page and isinstance(page.current_workflow_task, OfficialTask))

    def get_url(self, parent_context: dict[str, Any]) -> str:
        """The decision page."""
        return reverse("cms_decide", args=[parent_context["page"].current_workflow_task_state.pk])


def decide_first(items: list[Any], _request: HttpRequest, context: dict[str, Any]) -> None:
    """Put the decision in the place of the lock."""
    item = DecideItem(order=0)
    if item.is_shown(context):
        items.insert(0, item)


def short_menu(request: HttpRequest, items: list[Any]) -> None:
    """Officers see pages, pictures and documents."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in ADMINISTRATORS_ONLY]


def no_summary(_request: HttpRequest, items: list[Any]) -> None:
    """Counts of pictures help nobody: the dashboard is what waits."""
    items.clear()


def look() -> SafeString:
    """The site's own type and pigments."""
    return format_html('<link rel="stylesheet" href="{}">', static("editors/look.css"))


hooks.register("register_admin_urls", admin_urls)
hooks.register("construct_page_action_menu", decide_first)
hooks.register("construct_main_menu", short_menu)
hooks.register("construct_homepage_summary_items", no_summary, order=1_000)
hooks.register("insert_global_admin_css", look)
