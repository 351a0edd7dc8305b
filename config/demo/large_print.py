"""A large-print edition of a hearing of the demonstration: its easy words on paper, marked as a demonstration."""

import json
import tempfile
from pathlib import Path

import typst
from django.conf import settings
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from consult.hearings.reports import as_pdf

FONTS = Path(as_pdf.__file__).parent / "fonts"
MARK = "ฉบับตัวพิมพ์ใหญ่ (ตัวอย่างเพื่อการสาธิต)"
PAGE = """
#let said = json("said.json")
#set document(title: said.title)
#set page(paper: "a4", margin: 2cm, numbering: "1")
#set text(font: "Sarabun", size: 26pt, lang: "th", features: ("mark": 0, "mkmk": 0))
#set par(leading: 1.1em, spacing: 1.4em)
#show heading: set block(below: 1em)
#text(size: 18pt)[#said.mark]

= #said.title

#for line in said.lines [#line

]
"""


def address(title: str, easy: str) -> str:
    """Make the document, of 26-point letters (Sarabun is small); its address."""
    said = {"mark": MARK, "title": title, "lines": easy.splitlines()}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "said.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
        (root / "page.typ").write_text(PAGE, encoding="utf-8")
        made = typst.compile(str(root / "page.typ"), root=folder, font_paths=[str(FONTS)], ignore_system_fonts=True)
    document = get_document_model()(title=f"{title} · {MARK}")
    document.file.save("large-print.pdf", ContentFile(made), save=False)
    document.save()
    return f"{settings.SITE_URL}{document.url}"
