"""What is known when a breach, or a drill of one, begins."""

from datetime import datetime

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from accounts.rights import inventory


class BreachForm(forms.Form):
    """Agency, time, what, whose."""

    agency = forms.ModelChoiceField(label=_("Agency"), queryset=Agency.objects.none(), empty_label=None)
    drill = forms.BooleanField(label=_("This is a drill"), required=False, initial=True)
    known_at = forms.DateTimeField(
        label=_("When did the agency learn of it?"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("The 72 hours run from here, in Thai time."),
    )
    happened = forms.CharField(
        label=_("What happened?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("No names and no numbers of people."),
    )
    kinds = forms.MultipleChoiceField(label=_("Which data?"), choices=(), widget=forms.CheckboxSelectMultiple)
    people = forms.IntegerField(label=_("How many people, if known"), min_value=0, required=False)
    high_risk = forms.BooleanField(
        label=_("High risk to the rights and freedoms of the people concerned"), required=False
    )

    def __init__(self, agencies: QuerySet[Agency], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        agency, kinds = self.fields["agency"], self.fields["kinds"]
        assert isinstance(agency, forms.ModelChoiceField)  # noqa: S101  declared above
        assert isinstance(kinds, forms.MultipleChoiceField)  # noqa: S101  declared above
        agency.queryset = agencies
        kinds.choices = [(kind.code, kind.what) for kind in inventory.KINDS]
        self.fields["known_at"].initial = timezone.localtime()

    def clean_known_at(self) -> datetime:
        """A moment that has been."""
        at: datetime = self.cleaned_data["known_at"]
        if at > timezone.now():
            raise forms.ValidationError(_("This lies in the future."))
        return at
