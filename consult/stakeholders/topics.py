"""What hearings are about: the list from which people choose what concerns them. Codes never change."""

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Sentence

TOPICS: dict[str, Sentence] = {
    "government": _("Government and public service"),
    "justice": _("Justice, courts and rights"),
    "local": _("Local government"),
    "economy": _("Trade, industry and small business"),
    "work": _("Work and social security"),
    "finance": _("Taxes, money and banks"),
    "land": _("Land, housing and towns"),
    "farming": _("Farming, fishing and food"),
    "environment": _("Environment, water and energy"),
    "transport": _("Transport and roads"),
    "health": _("Health and medicine"),
    "education": _("Education, science and culture"),
    "family": _("Children, older people and disability"),
    "digital": _("Data, telecoms and the internet"),
    "security": _("Security, police and disasters"),
    "foreign": _("Foreign relations and migration"),
}


def named(codes: list[str]) -> list[Sentence]:
    """The names of the topics that still exist."""
    return [TOPICS[code] for code in codes if code in TOPICS]
