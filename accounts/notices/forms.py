"""How somebody wants to be told."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.notices.models import Choice, Pace


class ChoiceForm(forms.ModelForm[Choice]):
    """Pace and language of mail."""

    pace = forms.ChoiceField(label=_("How often do you want e-mail?"), choices=Pace, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("In which language?"), choices=settings.LANGUAGES, widget=forms.RadioSelect)

    class Meta:
        model = Choice
        fields = ("pace", "language")
