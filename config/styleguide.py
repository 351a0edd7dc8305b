"""The style guide: every component on one page, in development only (/th/style/)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label=_("Name"), help_text=_("As on the identity card."), max_length=80)
    stance = forms.ChoiceField(
        label=_("Stance"),
        choices=[("agree", _("Agree")), ("partly", _("Agree in part")), ("disagree", _("Disagree"))],
        widget=forms.RadioSelect,
    )
    opinion = forms.CharField(label=_("Opinion"), widget=forms.Textarea(attrs={"rows": 4}), min_length=20)
    public = forms.BooleanField(label=_("Show my name in public"), required=False)


def style(request: HttpRequest) -> HttpResponse:
    """Every component; `?errors` shows the form refused."""
    form = SampleForm({"name": "", "opinion": "สั้น"}) if "errors" in request.GET else SampleForm()
    return render(request, "styleguide.html", {"form": form, **samples()})


def samples() -> dict[str, Any]:
    """Values for the components."""
    now = timezone.now()
    return {
        "now": now,
        "soon": now + timedelta(days=3, hours=2),
        "amount": Decimal("1943218450.75"),
        "stats": [
            {"number": "1,204", "label": _("opinions")},
            {"number": "38", "label": _("sections")},
            {"number": "77", "label": _("provinces")},
        ],
    }
