"""What officers fill in to sort comments."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.sense.models import IssueGroup
from consult.threads.fields import Words, paragraph

NEW, NONE = "new", "none"


class MergeForm(forms.Form):
    """Groups ticked, and the one that takes all their comments."""

    groups = forms.TypedMultipleChoiceField(
        label=_("Groups"), coerce=int, error_messages={"required": _("Choose at least two groups.")}
    )
    into = forms.TypedChoiceField(label=_("Merge the ticked groups into"), coerce=int)

    def __init__(self, *args: Any, groups: Iterable[IssueGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(group.number, str(group)) for group in groups]
        for field in self.fields.values():
            field.choices = choices  # type: ignore[attr-defined]

    def clean_groups(self) -> list[int]:
        """Two at least: with one there is nothing to merge."""
        found: list[int] = self.cleaned_data["groups"]
        if len(found) < 2:
            raise forms.ValidationError(_("Choose at least two groups."))
        return found


class PlaceForm(forms.Form):
    """Comments ticked, and where they go: another group, a new one, or none."""

    comments = forms.TypedMultipleChoiceField(
        label=_("Comments"), coerce=uuid.UUID, error_messages={"required": _("Tick at least one comment.")}
    )
    to = forms.ChoiceField(label=_("Where the ticked comments go"))
    name = Words(label=_("Name of the new group"), max_length=160, required=False)
    name_en = Words(label=_("Name in English"), max_length=160, required=False)

    def __init__(self, *args: Any, ids: Iterable[str], groups: Iterable[IssueGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comments"].choices = [(identity, identity) for identity in ids]  # type: ignore[attr-defined]
        fixed = [(NEW, _("A new group")), (NONE, _("No group: leave them by themselves"))]
        choices = [*fixed, *((str(group.number), str(group)) for group in groups)]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A new group needs a name."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("to") == NEW and not data.get("name", "").strip():
            self.add_error("name", _("Give the new group a name."))
        return data


class NameForm(forms.Form):
    """A group's name in both languages, what it says, and whether it is a campaign."""

    name = Words(label=_("Name of the group"), max_length=160)
    name_en = Words(label=_("Name in English"), max_length=160, required=False)
    summary = paragraph(
        _("What they say"),
        2_000,
        rows=4,
        required=False,
        help_text=_("In one or two sentences. Everybody can read it."),
    )
    campaign = forms.BooleanField(label=_("This is one text that many people sent (a campaign)"), required=False)
