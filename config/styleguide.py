"""The style guide: every component on one page, in development only (/th/style/)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.refusals import NotEligible
from config import charts, formats
from config.templatetags.siang import reader_language

PLANS = (
    _("Roads and public works"),
    _("Education"),
    _("Public health"),
    _("Administration"),
    _("Social welfare"),
    _("Community strength"),
    _("Culture and recreation"),
    _("Farming"),
)


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


TROUBLE = ("400.html", "403.html", "403_csrf.html", "404.html", "500.html", "refused.html")


def style(request: HttpRequest) -> HttpResponse:
    """Every component; `?errors` shows the form refused, `?page=404.html` one of the pages for trouble."""
    if (page := request.GET.get("page")) in TROUBLE:
        refused = NotEligible(_("At least {age} years old").format(age=18), next_url="#main", next_label=_("Continue"))
        return render(request, page, {"refused": refused, "written": [_("Opinion")], "back": "#main"})
    form = SampleForm({"name": "", "opinion": "สั้น"}) if "errors" in request.GET else SampleForm()
    return render(request, "styleguide.html", {"form": form, **samples()})


def samples() -> dict[str, Any]:
    """Values for the components."""
    return {
        "trail": [{"href": "#main", "label": _("Laws")}],
        "agency": _("Office of the Council of State"),
        "headline": _("Evaluation of the Act on drafting criteria, B.E. 2562"),
        "lede": _("Seven years on: does the duty to hear the people before a law is made work as it was meant to?"),
        "tag_kinds": ["open", "care", "bad", "done", "quiet"],
        "steps": [_("Check your right"), _("Write"), _("Check and send")],
        "cards": cards(),
        **lists(),
        **figures(reader_language()),
    }


def cards() -> list[dict[str, Any]]:
    """Two cards of one petition."""
    card = {
        "href": "#main",
        "title": _("Petition to amend the Act on rights in community forests"),
        "text": _("Let communities who have cared for a forest for thirty years decide how it is used."),
        "verb": _("Sign"),
    }
    return [
        {**card, "tag": _("Open"), "tag_kind": "open", "figure": "9,987", "figure_label": _("signatures")},
        {**card, "tag": _("Counted"), "tag_kind": "done"},
    ]


def lists() -> dict[str, Any]:
    """Rows and columns."""
    return {
        "stats": [
            {"number": "1,204", "label": _("opinions")},
            {"number": "38", "label": _("sections")},
            {"number": "77", "label": _("provinces")},
        ],
        "pages": [
            {"href": "#main", "label": _("About"), "current": True},
            {"href": "#main", "label": _("Text"), "count": "38"},
            {"href": "#main", "label": _("Opinions"), "count": "1,204"},
        ],
        "columns": [
            {"label": _("Plan")},
            {"label": "2565", "num": True},
            {"label": "2566", "num": True},
            {"label": _("Change"), "num": True},
        ],
        "table": [
            [_("Education"), "418,220,000.00", "431,910,500.00", "+3.3%"],
            [_("Roads and public works"), "690,118,250.00", "655,000,000.00", "−5.1%"],
        ],
    }


def figures(lang: str) -> dict[str, Any]:
    """Dates, money and charts."""
    now = timezone.now()
    today = formats.day(now, lang)
    amount = Decimal("1943218450.75")
    return {
        "soon": now + timedelta(days=3, hours=2),
        "now_words": formats.moment(now, lang),
        "rows": [
            {"term": _("Date"), "value": today},
            {"term": _("Date and time"), "value": formats.moment(now, lang), "href": "#main", "action": _("Change")},
            {"term": _("Exact amount"), "value": formats.baht(amount, lang)},
            {"term": _("For the eye"), "value": formats.baht_short(amount, lang)},
        ],
        "events": [
            {"when": today, "what": _("Opened for signatures")},
            {"when": today, "what": _("Check of the list"), "state": "late"},
            {"when": today, "what": _("Debate"), "state": "ahead"},
        ],
        "plans": [
            charts.Item(str(name), value, formats.baht_short(value * 1_000_000, lang), "#main")
            for name, value in zip(PLANS, (612, 431, 266, 180, 96, 54, 22, 9), strict=True)
        ],
        "counts": [(now - timedelta(days=60 - day), int(9987 * (day / 60) ** 0.5)) for day in range(0, 61, 6)],
        "spark": [1, 3, 2, 5, 8, 6, 9, 12],
    }
