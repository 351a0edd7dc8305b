"""Projects in the editors' rooms, beside the pages of rounds."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from budgets.rounds.models import Envelope, Project


class ProjectViewSet(ModelViewSet):
    """Costed projects of rounds in preparation; frozen ones refuse every change."""

    model = Project
    menu_label = _("Projects")
    icon = "tasks"
    add_to_admin_menu = True
    list_display = ("code", "title", "cost", "feasible", "round")
    list_filter = ("round", "feasible")
    search_fields = ("code", "title", "title_en")
    form_fields = (
        "round", "code", "title", "title_en", "description", "description_en", "cost", "district", "theme",
        "theme_en", "place", "place_en", "feasible", "review",
    )  # fmt: skip


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def project_viewset() -> ProjectViewSet:
    """Make the viewset known."""
    return ProjectViewSet("projects")


class EnvelopeViewSet(ModelViewSet):
    """Envelopes of districts and themes, while a round is in preparation."""

    model = Envelope
    menu_label = _("Envelopes")
    icon = "folder-open-1"
    add_to_admin_menu = True
    list_display = ("title", "kind", "code", "amount", "round")
    list_filter = ("round", "kind")
    form_fields = ("round", "kind", "code", "title", "title_en", "amount")


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def envelope_viewset() -> EnvelopeViewSet:
    """Make the viewset known."""
    return EnvelopeViewSet("envelopes")
