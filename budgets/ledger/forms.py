"""What officers fill in about a budget."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from budgets.ledger import incoming, sheets
from budgets.ledger.actions import Document
from budgets.ledger.columns import FIELDS, NEEDED, Columns
from budgets.ledger.models import BUDDHIST_ERA, Budget, BudgetLine, Revision
from budgets.ledger.reading import Unreadable
from budgets.ledger.states import MOVES, Stage
from consult.threads.fields import Words, paragraph

ENDINGS = ".csv,.xlsx,.json,.tsv,.txt"
_WEB = URLValidator(schemes=["http", "https"])


class Day(forms.DateField):
    """A day by the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class Address(forms.URLField):
    """The address of a document on the web."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, assume_scheme="https", max_length=500, validators=[_WEB], **kwargs)


class UploadForm(forms.Form):
    """A file, whose it is and of which year."""

    agency = forms.ModelChoiceField(label=_("For which agency"), queryset=Agency.objects.none())
    fiscal_year = forms.IntegerField(
        label=_("Fiscal year"), help_text=_("B.E. or C.E.: 2566 or 2023."), min_value=1932, max_value=2700
    )
    file = forms.FileField(
        label=_("File"), widget=forms.FileInput(attrs={"accept": ENDINGS}),
        help_text=_("CSV, Excel (.xlsx) or a provincial budget (.json); at most 30 MB and 200,000 rows."),
    )  # fmt: skip
    source = Words(label=_("Source"), max_length=300, help_text=_("The document from which the numbers come."))
    source_url = Address(label=_("Address of the source"))

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        self.fields["agency"].initial = agencies[0]

    def clean_fiscal_year(self) -> int:
        """The year in B.E."""
        year: int = self.cleaned_data["fiscal_year"]
        year = year if year > 2400 else year + BUDDHIST_ERA
        if not 2475 <= year <= 2700:
            raise forms.ValidationError(_("This is no fiscal year."))
        return year

    def clean_file(self) -> bytes:
        """The bytes of a file that can be opened."""
        file = self.cleaned_data["file"]
        if file.size > sheets.LARGEST:
            raise forms.ValidationError(_("The file is larger than 30 MB."))
        content: bytes = file.read()
        self.cleaned_data["name"] = file.name.replace("\0", "")
        try:
            incoming.recognise(content)
        except Unreadable as problem:
            raise forms.ValidationError(str(problem.sentence)) from problem
        return content


class ColumnsForm(forms.Form):
    """Which column is what."""

    shape = forms.ChoiceField(label=_("What the levels are"), choices=Budget.Shape.choices)
    fill = forms.BooleanField(
        label=_("An empty cell means the same as the cell above it"), required=False,
        help_text=_("For tables in which the name of an area or plan stands only once."),
    )  # fmt: skip

    def __init__(self, *args: Any, headings: tuple[str, ...], columns: Columns, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        names = [(str(at), name[:80]) for at, name in enumerate(headings)]
        for key, label in FIELDS.items():
            needed = key in NEEDED
            self.fields[key] = forms.ChoiceField(
                label=str(label), required=needed, choices=[("", _("(not in this table)")), *names],
                initial=str(at) if (at := getattr(columns, key)) >= 0 else "",
                error_messages={"required": format_lazy(_("Say which column is “{label}”."), label=label)},
            )  # fmt: skip
        self.fields["detail"] = forms.MultipleChoiceField(
            label=_("What stands between type and line"), required=False, choices=names,
            widget=forms.CheckboxSelectMultiple, initial=[str(at) for at in columns.detail],
        )  # fmt: skip
        self.fields["shape"].initial, self.fields["fill"].initial = columns.shape, columns.fill

    def chosen(self) -> Columns:
        """The columns as chosen."""
        data = self.cleaned_data
        places = {key: int(data[key]) if data[key] else -1 for key in FIELDS}
        detail = tuple(int(at) for at in data["detail"])
        return Columns(
            **places, detail=detail, remark=self.columns.remark, shape=data["shape"], fill=data["fill"]
        )  # fmt: skip


class DocumentForm(forms.Form):
    """The document that a change rests on."""

    title = Words(label=_("Document"), max_length=300, required=False)
    url = Address(label=_("Address of the document"))
    on = Day(label=_("Day of the document"), required=False)

    def clean_on(self) -> date | None:
        """Not a day to come."""
        day: date | None = self.cleaned_data["on"]
        if day and not date(1932, 1, 1) <= day <= timezone.localdate():
            raise forms.ValidationError(_("The day is in the future, or before there were budgets."))
        return day

    def document(self) -> Document:
        """As the actions take it."""
        data = self.cleaned_data
        return Document(data["title"], data["url"], data["on"], data.get("reason", ""))


class KeepForm(DocumentForm):
    """Keeping a file; `amending`: the budget is published, so it becomes a change of it."""

    kind = forms.ChoiceField(
        label=_("What this change is"),
        choices=[(kind.value, kind.label) for kind in Revision.Kind if kind != Revision.Kind.FIRST],
    )
    reason = paragraph(_("Reason, for everybody to read"), 1000, rows=3, required=False)
    looked = forms.BooleanField(label=_("I have looked at the doubtful lines"))
    field_order = ("kind", "title", "url", "on", "reason", "looked")

    def __init__(self, *args: Any, amending: bool, doubts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not amending:
            del self.fields["kind"], self.fields["reason"]
        if not doubts:
            del self.fields["looked"]


class StageForm(DocumentForm):
    """The stage reached next."""

    stage = forms.ChoiceField(label=_("Stage"))
    field_order: tuple[str, ...] = ("stage", "on", "title", "url")

    def __init__(self, *args: Any, budget: Budget, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reached = Stage(budget.stage)
        following = MOVES[reached] if budget.published_at else Stage
        self.fields["stage"].choices = [(one.value, one.label) for one in Stage if one in following]  # type: ignore[attr-defined]


class PublishForm(StageForm):
    """The words of a budget's page, and the stage at which it becomes public."""

    page_title = Words(label=_("Title of the page"), max_length=255)
    page_title_en = Words(label=_("Title in English"), max_length=255, required=False)
    summary = paragraph(_("Summary in plain words"), 2000, rows=3)
    summary_en = paragraph(_("Summary in English"), 2000, rows=3, required=False)
    field_order = ("page_title", "page_title_en", "summary", "summary_en", "stage", "on", "title", "url")


class LineId(Words):
    """A line by its id (the last part of its address) or its whole address."""

    def clean(self, value: Any) -> str:
        """The id alone."""
        found: str = super().clean(value)
        return found.strip().rstrip("/").rpartition("/")[2]


class TransferForm(DocumentForm):
    """From one line to another."""

    source = LineId(label=_("From the line"), max_length=500, help_text=_("Address or id of the line."))
    target = LineId(label=_("To the line"), max_length=500, help_text=_("Address or id of the line."))
    amount = forms.DecimalField(label=_("Amount in baht"), max_digits=18, decimal_places=2, min_value=0)
    reason = paragraph(_("Reason, for everybody to read"), 1000, rows=3)
    field_order = ("source", "target", "amount", "reason", "title", "url", "on")

    def __init__(self, *args: Any, budget: Budget, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.budget = budget
        self.fields["title"].required = True

    def _line(self, name: str) -> BudgetLine:
        found = self.budget.lines.filter(stable_id=self.cleaned_data[name]).first()
        if found is None:
            raise forms.ValidationError(_("This budget has no such line."))
        return found

    def clean_source(self) -> BudgetLine:
        """The line itself."""
        return self._line("source")

    def clean_target(self) -> BudgetLine:
        """The line itself."""
        return self._line("target")


class FileForm(forms.Form):
    """A file and nothing else."""

    file = forms.FileField(label=_("File"))

    def clean_file(self) -> bytes:
        """Its bytes."""
        file = self.cleaned_data["file"]
        if file.size > sheets.LARGEST:
            raise forms.ValidationError(_("The file is larger than 30 MB."))
        content: bytes = file.read()
        return content


class PeopleForm(forms.Form):
    """How many people an agency served on a day."""

    people = forms.IntegerField(label=_("People"), min_value=1, max_value=2_000_000_000)
    on = Day(label=_("Day"))
    source = Words(label=_("Source"), max_length=300)
