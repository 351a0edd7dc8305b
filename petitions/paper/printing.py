"""The form for names on paper: the words the Act asks for, ten lines, the sheet's code in letters and as a QR code.

2564 Act s.8 paragraph 5 and 2565 Act s.7 last paragraph: name, family name, identity number, words that show that one
joins of one's own free will, and the signature. One page with the same content exists for the printer of the browser.
"""

import io
import json
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.refusals import Sentence
from petitions.models import Petition, Sheet
from petitions.paper import codes
from petitions.paper.birthdays import BUDDHIST_ERA

HERE = Path(__file__).parent / "form"
FONTS = Path(settings.BASE_DIR) / "consult" / "hearings" / "reports" / "fonts"
_BILLS = {"act-2564", "constitution-2564"}


def statement(petition: Petition) -> Sentence:
    """The words one signs under, by the law of the petition's kind, with the page where the text can be read."""
    text = f"{settings.SITE_URL}{petition.get_absolute_url()}"
    if petition.preset.is_local:
        words = _(
            "I join in proposing this local ordinance of my own free will. I am an elector of this local authority "
            "and have been able to read the draft (2565 Act s.7): {text}"
        )
    elif petition.kind in _BILLS:
        words = _(
            "I join in proposing this bill of my own free will. I am an elector and have been able to read the draft, "
            "its principle, reasons and analysis (2564 Act s.6, s.8): {text}"
        )
    else:
        words = _("I join this petition of my own free will and have been able to read its text: {text}")
    return format_lazy("{}", words.format(text=text))


def notice() -> str:
    """What happens with the data on the sheet (2562 Act on personal data s.23)."""
    return _(
        "The number is used once, to match you with the register, and is not kept. The scan is kept encrypted until it "
        "is erased on schedule after hand-over. You can see what became of your line on the site."
    )


def address(sheet: Sheet) -> str:
    """Where the code in the QR leads: keying for officers, the fate of a line for everybody."""
    return f"{settings.SITE_URL}{reverse('petitions:paper-line')}?sheet={sheet.code}"


def qr_svg(text: str) -> str:
    """A QR code as an SVG drawing."""
    import qrcode  # and Pillow's fonts, with the first code drawn
    from qrcode.image.svg import SvgPathImage

    out = io.BytesIO()
    qrcode.make(text, image_factory=SvgPathImage, border=1).save(out)
    drawing = out.getvalue().decode()
    return drawing[drawing.index("<svg") :]


def pdf(petition: Petition, sheets: Sequence[Sheet]) -> bytes:
    """The sheets as one PDF, a page each; the words reach the template as data, nothing in them is markup."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "form.json").write_text(json.dumps(_content(petition, sheets), ensure_ascii=False), encoding="utf-8")
        (root / "form.typ").write_bytes((HERE / "form.typ").read_bytes())
        for sheet in sheets:
            (root / f"{sheet.code}.svg").write_text(qr_svg(address(sheet)), encoding="utf-8")
        made: bytes = typst.compile(
            str(root / "form.typ"), root=str(root), font_paths=[str(FONTS)], ignore_system_fonts=True, format="pdf"
        )
        return made


def _content(petition: Petition, sheets: Sequence[Sheet]) -> dict[str, Any]:
    return {
        "heading": str(petition.preset.name),
        "title": petition.title,
        "summary": petition.summary,
        "statement": str(statement(petition)),
        "notice": notice(),
        "expires": _("Valid for names until {day}").format(day=_day(petition.closes_at)),
        "to": str(petition.addressee),
        "columns": [str(column) for column in columns()],
        "sheet": _("Sheet"),
        "print": petition.rules_hash[:16],
        "sheets": [{"code": sheet.code, "shown": codes.spaced(sheet.code), "lines": sheet.lines} for sheet in sheets],
    }


def _day(moment: datetime | None) -> str:
    """A day in figures; the year in B.E. on a Thai form."""
    if moment is None:
        return ""
    day = timezone.localdate(moment)
    year = day.year + BUDDHIST_ERA if (get_language() or "th").startswith("th") else day.year
    return f"{day.day}/{day.month}/{year}"


def columns() -> list[str]:
    """The headings of the table, from left to right."""
    return [
        _("No."),
        _("Given name"),
        _("Family name"),
        _("Identity number (13 digits)"),
        _("Birth date"),
        _("Signature"),
    ]
