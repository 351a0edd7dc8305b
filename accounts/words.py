"""What the site knows about a person, said in words."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Agency, Area, Assurance, Citizen, User
from accounts.refusals import Sentence


def source_in_words(source: str) -> Sentence:
    """Where a verification came from: "oidc:thaid" → the identity provider; at most one query."""
    kind, _colon, name = source.partition(":")
    if kind == "oidc":
        return gettext_lazy("identity provider")
    if kind == "counter":
        agency = Agency.objects.filter(slug=name).first()
        return format_lazy(gettext_lazy("counter of {agency}"), agency=str(agency or name))
    if kind == "volunteer":
        agency = Agency.objects.filter(slug=name).first()
        return format_lazy(gettext_lazy("volunteer of {agency}"), agency=str(agency or name))
    if kind == "register":
        return gettext_lazy("register")
    return gettext_lazy("demonstration")


MAY: dict[int, list[Sentence]] = {
    Assurance.SELF_STATED: [
        gettext_lazy("Comment on draft laws and budgets, and follow anything"),
    ],
    Assurance.CHECKED: [
        gettext_lazy("Comment on draft laws and budgets, and follow anything"),
        gettext_lazy("Sign petitions and vote in rounds, where your age and area allow"),
    ],
    Assurance.DOCUMENT_SEEN: [
        gettext_lazy("Comment on draft laws and budgets, and follow anything"),
        gettext_lazy("Sign petitions and vote in rounds, where your age and area allow"),
        gettext_lazy("Take part where the law wants an identity document to have been seen"),
    ],
}


@dataclass(frozen=True)
class Fact:
    """One line of a summary list."""

    term: str
    value: object
    href: str = ""
    action: str = ""


def facts(citizen: Citizen | None, user: User | None = None) -> list[Fact]:
    """Who somebody is here, for their own page or a counter officer's."""
    rows = []
    if user:
        email = user.email or _("none yet")
        rows.append(Fact(_("E-mail"), email, reverse("account_email"), _("Change")))
    if citizen:
        rows += [
            Fact(_("Name"), citizen.full_name),
            Fact(_("Registered area"), area_path(citizen.area)),
            Fact(_("Assurance level"), citizen.get_assurance_display()),
            Fact(_("Verified by"), source_in_words(citizen.source)),
        ]
    return rows


def area_path(area: Area) -> str:
    """A place with those around it: Si Phum, Mueang Chiang Mai, Chiang Mai. At most one query."""
    codes = [area.code[:size] for size in (6, 4, 2) if len(area.code) >= size]
    return ", ".join(str(place) for place in Area.objects.filter(code__in=codes).order_by("-code"))
