"""The form of a permit."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, Area, User

MOST_PEOPLE = 500
MOST_DAYS = 31


class PermitForm(forms.Form):
    """To whom, where, until when, for how many people."""

    agency = forms.ModelChoiceField(label=_("In the name of"), queryset=Agency.objects.none(), empty_label=None)
    email = forms.EmailField(
        label=_("E-mail of the volunteer"), help_text=_("Of their account here; their own identity must be checked.")
    )
    area = forms.CharField(
        label=_("Code of the subdistrict, district or province"),
        max_length=6,
        help_text=_("Only people who are registered there can be helped."),
    )
    people = forms.IntegerField(label=_("For how many people at most"), min_value=1, max_value=MOST_PEOPLE, initial=30)
    day = forms.DateField(label=_("From (day)"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    days = forms.IntegerField(label=_("For how many days"), min_value=1, max_value=MOST_DAYS, initial=1)

    def __init__(self, agencies: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  declared above
        field.queryset = agencies
        self.fields["day"].initial = timezone.localdate()

    def clean_email(self) -> User:
        """The volunteer; an officer may know who is a volunteer of theirs."""
        user = User.objects.filter(email=self.cleaned_data["email"].lower(), is_active=True).first()
        if user is None or not hasattr(user, "citizen"):
            raise forms.ValidationError(_("There is no account with a checked identity for this e-mail."))
        return user

    def clean_area(self) -> Area:
        """A place of the official list."""
        area = Area.objects.filter(code=self.cleaned_data["area"].strip()).first()
        if area is None:
            raise forms.ValidationError(_("There is no place with this code."))
        return area

    def times(self) -> tuple[datetime, datetime]:
        """From the first midnight to the last, in Thailand."""
        starts = timezone.make_aware(datetime.combine(self.cleaned_data["day"], datetime.min.time()))
        return starts, starts + timedelta(days=self.cleaned_data["days"])
