"""The editors' form of a round: who may vote in three fields, a name and a seed filled in ready."""

import secrets
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from accounts.eligibility import COUNTRY, Rules
from accounts.models import Area, Assurance

WHO = ("minimum_age", "areas", "assurance")  # fields of this form that are kept as the rules of eligibility


class RoundPageForm(WagtailAdminPageForm):
    """The page's fields, and who may vote as an age, areas and how sure one must be of a person."""

    minimum_age = forms.IntegerField(label=_("Lowest age"), min_value=0, max_value=120, required=False)
    areas = forms.CharField(
        label=_("Areas"),
        required=False,
        max_length=400,
        help_text=_("Official codes with spaces between them, such as 5001 500201. Empty: the areas of the agency."),
    )
    assurance = forms.TypedChoiceField(
        label=_("How sure one must be of the person"),
        choices=Assurance.choices,
        coerce=lambda value: Assurance(int(value)),
        initial=Assurance.CHECKED,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance
        for name, ready in (("public_id", f"round-{secrets.token_hex(4)}"), ("seed", secrets.token_hex(16))):
            if name in self.fields and not getattr(page, name):
                self.initial[name] = ready
        if page.eligibility and "areas" in self.fields:
            rules = Rules.from_json(page.eligibility)
            given = {"minimum_age": rules.minimum_age, "areas": " ".join(rules.areas), "assurance": rules.assurance}
            self.initial.update(given)

    def clean_areas(self) -> tuple[str, ...]:
        """Codes that are areas. Raises ValidationError naming those that are not."""
        codes = tuple(dict.fromkeys(self.cleaned_data["areas"].split()))
        known = set(Area.objects.filter(code__in=codes).values_list("code", flat=True))
        if unknown := sorted(set(codes) - known):
            raise forms.ValidationError(format_lazy(_("There is no area {codes}."), codes=", ".join(unknown)))
        return codes

    def clean(self) -> dict[str, Any]:
        """Put the three fields together as the rules of eligibility; unchanged ones stay as they are."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if all(name in data for name in WHO):
            before = Rules.from_json(self.instance.eligibility)
            areas = data["areas"] or self._own_areas()
            rules = Rules(data["minimum_age"], before.age_on, areas, data["assurance"])
            if rules != before or not self.instance.eligibility:
                self.instance.eligibility = rules.to_json()
        return data

    def _own_areas(self) -> tuple[str, ...]:
        """The areas of the agency under whose page the round stands."""
        above = self.parent_page.specific if self.parent_page else None
        agency = getattr(above, "agency", None)
        return (tuple(agency.areas.values_list("code", flat=True)) if agency else ()) or (COUNTRY,)
