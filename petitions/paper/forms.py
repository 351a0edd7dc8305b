"""What officers and signers fill in around paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.threads.fields import paragraph
from petitions.models import Sheet
from petitions.paper import codes
from petitions.paper.reading import Read, Written

FIELDS = ("identity", "given_name", "family_name", "birth", "area")


class CodeForm(forms.Form):
    """Opens a sheet."""

    sheet = forms.CharField(label=_("Sheet code"), max_length=12, help_text=_("Seven letters and digits, top right."))

    def clean_sheet(self) -> str:
        """The bare code."""
        return codes.compact(self.cleaned_data["sheet"])


class LineForm(CodeForm):
    """Which line of which sheet."""

    line = forms.IntegerField(label=_("Line"), min_value=1, max_value=99)


class PrintForm(forms.Form):
    """How many sheets."""

    number = forms.IntegerField(label=_("Number of sheets"), min_value=1, max_value=200, initial=5)


class ScanForm(forms.Form):
    """The scan of a sheet."""

    scan = forms.FileField(label=_("Scan of the sheet"), help_text=_("PDF, JPEG or PNG, at most ten megabytes."))


class FileForm(forms.Form):
    """A CSV file of keyed sheets."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_(
            "UTF-8 or TIS-620, at most 200,000 lines. Files with more than 2,000 are recorded in the background."
        ),
    )


class SampleForm(forms.Form):
    """How many lines to key again."""

    size = forms.IntegerField(label=_("Lines to key again"), min_value=1, max_value=1000, initial=20)


class StrikeForm(forms.Form):
    """Why a sheet is struck out."""

    reason = paragraph(_("Reason"), 4000, help_text=_("Everybody can read it."))


class Row:
    """One line of the keying table: what was typed, what is wrong with it, what would become of it."""

    def __init__(self, written: Written) -> None:
        self.written = written
        self.read: Read | None = None
        self.outcome = ""
        self.reason: Any = ""
        self.remarks: list[Any] = []

    @property
    def cells(self) -> list[dict[str, Any]]:
        """The five cells to type in, with their messages."""
        problems = self.read.problems if self.read else {}
        return [
            {
                "name": f"{name}-{self.written.number}",
                "value": getattr(self.written, name),
                "error": problems.get(name),
                "kind": name,
            }
            for name in FIELDS
        ]


def rows_of(sheet: Sheet, data: Any) -> list[Row]:
    """The table as typed; empty lines when nothing was sent."""
    return [Row(_written(number, data)) for number in range(1, sheet.lines + 1)]


def _written(number: int, data: Any) -> Written:
    said = {name: str(data.get(f"{name}-{number}", "")).replace("\0", "").strip()[:120] for name in FIELDS}
    return Written(
        number,
        said["identity"],
        said["given_name"],
        said["family_name"],
        said["birth"],
        said["area"],
        card_seen=f"card_seen-{number}" in data,
        unreadable=f"unreadable-{number}" in data,
    )
