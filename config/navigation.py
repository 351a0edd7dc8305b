"""Where the site's sections are, and the same page in the other language."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """One entry of the site's navigation; `path` stands after the language prefix."""

    path: str
    label: Promise


SECTIONS = (
    Section("hearings/", _("Laws")),
    Section("budgets/", _("Budgets")),
    Section("rounds/", _("Budget votes")),
    Section("petitions/", _("Petitions")),
)


def in_language(path: str, language: str) -> str:
    """The same page in `language`: the prefix changed, everything else kept.

    Works without resolving, so error pages and unknown addresses have a switch too. An address without
    a language prefix leads to the home page.
    """
    first, _slash, rest = path.removeprefix("/").partition("/")
    known = {code for code, _name in settings.LANGUAGES}
    return f"/{language}/{rest}" if first in known else f"/{language}/"
