"""What somebody fills in who has made something with open data."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from realtime.feeds.models import Reuse


class ReuseForm(forms.ModelForm[Reuse]):
    """Who made what, and where it can be seen."""

    class Meta:
        model = Reuse
        fields = ("title", "url", "who")
        help_texts = {
            "title": _("An article, a map, a study, a lesson. One line."),
            "url": _("An address that everybody can open."),
            "who": _("The name to be shown: yours, or that of your newsroom, school or group."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["url"].widget.attrs["inputmode"] = "url"
