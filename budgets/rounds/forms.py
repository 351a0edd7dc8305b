"""The ballot as a form: what was chosen, from which form, under which rules."""

import secrets
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.rounds.actions.casting import check
from budgets.rounds.models import Round


class BallotForm(forms.Form):
    """Projects chosen, in the order of this voter's own ballot paper.

    `form` is a random word: the same form sent twice is one ballot. `rules` is the fingerprint of the rules
    that the voter has read.
    """

    choices = forms.MultipleChoiceField(
        label=_("Projects"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("This ballot names a project that cannot be voted on here.")},
    )
    form = forms.CharField(widget=forms.HiddenInput, max_length=64)
    rules = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, round_: Round, order: Sequence[str], *args: Any, **kwargs: Any) -> None:
        self.round = round_
        kwargs.setdefault("initial", {}).update(form=secrets.token_urlsafe(16), rules=round_.rules_hash)
        super().__init__(*args, **kwargs)
        self.fields["choices"].choices = [(code, code) for code in order]  # type: ignore[attr-defined]

    def clean_choices(self) -> list[str]:
        """Every rule of the round that this ballot breaks, beside the field."""
        chosen: list[str] = self.cleaned_data["choices"]
        problems = check(self.round, chosen)
        if problems:
            raise forms.ValidationError([forms.ValidationError(str(p.text), code=p.code) for p in problems])
        return chosen
