"""What an officer fills in to bring a text in."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from accounts.refusals import Sentence
from consult.importing import opening
from consult.importing.actions import Name
from consult.importing.models import Import
from consult.texts import sources
from consult.texts.models import Law
from consult.texts.sources import Source, Unreadable

ENDINGS = ".docx,.txt,.pdf,.xml"


class Typed(forms.CharField):
    """Text as it was pasted. A NUL cannot be stored and is taken out, like other damage."""

    def to_python(self, value: Any) -> str:
        """The text without NUL."""
        return str(super().to_python(str(value or "").replace("\0", "")))


class StartForm(forms.Form):
    """A file, or the text itself."""

    agency = forms.ModelChoiceField(label=_("For which agency"), queryset=Agency.objects.none())
    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        help_text=_("Word (.docx), text, PDF with text in it, or Akoma Ntoso; at most 20 MB."),
    )
    words = Typed(label=_("Or paste the text"), required=False, widget=forms.Textarea(attrs={"rows": 8}), strip=False)

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unreadable: Sentence = ""  # why the file could not be read
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        self.fields["agency"].initial = agencies[0]

    def clean(self) -> dict[str, Any]:
        """Read the file. What is wrong with it stands beside its field; pasted text stays in the form."""
        found = super().clean() or {}
        file, words = found.get("file"), found.get("words", "")
        if file and words.strip():
            self.add_error("words", _("There is a file and a text. Send one of them."))
        elif file:
            self._read(found, file)
        elif words.strip():
            found["source"] = Source(Import.Form.PASTED, words)
        elif not self.errors:
            self.add_error("file", _("Choose a file, or paste the text."))
        return found

    def _read(self, found: dict[str, Any], file: Any) -> None:
        try:
            if file.size > sources.LARGEST_FILE:
                raise sources.too_large()
            found["source"] = opening.words_of(file.name, file.read())
        except Unreadable as problem:
            self.unreadable = problem.reasons[0]
            self.add_error("file", str(problem))


class WordsForm(forms.Form):
    """The whole text to be corrected: each section, heading and paragraph on a line of its own."""

    words = Typed(label=_("The text"), widget=forms.Textarea(attrs={"rows": 30, "lang": "th"}), strip=False)


class KeepForm(forms.Form):
    """Where the text goes: the next version of a law, or a new law."""

    law = forms.ModelChoiceField(
        label=_("Which law"), queryset=Law.objects.none(), required=False, empty_label=_("a new law")
    )
    label = forms.CharField(
        label=_("Name of this version"), max_length=120, help_text=_("For instance: ร่างครั้งที่ ๑, or ฉบับที่ใช้บังคับ.")
    )
    title = forms.CharField(label=_("Title of the new law"), max_length=300, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=300, required=False)
    year_be = forms.IntegerField(
        label=_("Year (B.E.)"), min_value=2400, max_value=2700, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    status = forms.ChoiceField(label=_("What it is"), choices=Law.Status, initial=Law.Status.DRAFT)

    def __init__(self, *args: Any, draft: Import, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["law"].queryset = Law.objects.filter(agency=draft.agency).order_by("title")  # type: ignore[attr-defined]
        self.fields["year_be"].initial = timezone.localdate().year + 543

    def clean(self) -> dict[str, Any]:
        """A new law needs a title and a year."""
        found = super().clean() or {}
        if not found.get("law"):
            for name in ("title", "year_be"):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, _("A new law needs this."))
        return found

    def name(self) -> Name:
        """The new law's name."""
        found = self.cleaned_data
        return Name(found["title"], found["title_en"], found["year_be"] or 0, found["status"])
