"""Texts among the kinds of the record."""

from django.utils.translation import gettext_lazy as _

from realtime.record import kinds

kinds.register(
    {
        "text.published": _("Version of a law published"),
        "text.adopted": _("Suggested wording taken over into a version"),
    }
)
