"""Reading what an officer sent, whatever its form."""

from django.utils.translation import gettext_lazy as _

from budgets.ledger import columns, reading, sheets, tables
from budgets.ledger.columns import Columns
from budgets.ledger.models import Upload
from budgets.ledger.reading import Read, Unreadable
from budgets.ledger.sheets import Sheet


def recognise(content: bytes) -> tuple[Upload.Form, Columns | None]:
    """What kind of file this is, and what its columns seem to be. Raises Unreadable."""
    if not content.strip():
        raise Unreadable(_("The file is empty."))
    if sheets.is_json(content):
        reading.read(content)
        return Upload.Form.JSON, None
    sheet = sheets.open_table(content)
    form = Upload.Form.XLSX if sheets.is_workbook(content) else Upload.Form.CSV
    return form, columns.guess(sheet.columns)


def sheet_of(draft: Upload) -> Sheet:
    """The table of a draft. Raises Unreadable."""
    return sheets.open_table(bytes(draft.content))


def read(draft: Upload) -> Read:
    """The lines of a draft by its mapping. Raises Unreadable."""
    if draft.form == Upload.Form.JSON:
        return reading.read(bytes(draft.content))
    chosen = Columns.of(draft.mapping)
    if not chosen.complete:
        raise Unreadable(_("Say first which column is the area and which the amount."))
    return tables.read(sheet_of(draft), chosen, draft.fiscal_year)
