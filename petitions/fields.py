"""Checks that several forms share."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from consult.texts.models import Law
from petitions import drafts


def with_sections(words: str) -> str:
    """A draft in which sections were found, or nothing. Raises ValidationError."""
    if words.strip() and not drafts.read(words).count:
        raise ValidationError(drafts.no_section())
    return words


def act_choice() -> "forms.ModelChoiceField[Law]":
    """A choice of the Act that a petition wants changed; `offer_acts` fills it."""
    none = _("None of these")
    return forms.ModelChoiceField(
        Law.objects.none(),
        label=_("Which Act should it change?"),
        required=False,
        empty_label=none,
        blank=True,
        widget=forms.RadioSelect,
    )


def offer_acts(field: forms.Field, acts: Iterable[Law], chosen: Law | None = None) -> None:
    """The Acts to choose from, the one chosen before among them."""
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  (made by act_choice)
    offered = {law.pk for law in acts} | ({chosen.pk} if chosen else set())
    field.queryset = Law.objects.filter(pk__in=offered).order_by("pk")
