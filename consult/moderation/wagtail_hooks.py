"""Ready-made reasons in the editors' rooms."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from consult.moderation.models import ReadyReason


class ReadyReasonViewSet(ModelViewSet):
    """Reasons that moderators choose from, in both languages."""

    model = ReadyReason
    menu_label = _("Reasons of moderators")
    icon = "warning"
    add_to_admin_menu = True
    list_display = ("text", "text_en", "outcome", "agency")
    form_fields = ("agency", "outcome", "text", "text_en")


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def reasons_viewset() -> ReadyReasonViewSet:
    """Make the viewset known."""
    return ReadyReasonViewSet("reasons")
