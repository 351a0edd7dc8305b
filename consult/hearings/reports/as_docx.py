"""A document for Word: Thai set with its own font and size (complex script), so that it opens as it was meant."""

import io
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from consult.hearings.reports.content import Block, Document

FONT = "Sarabun"


def render(document: Document) -> bytes:
    """The file."""
    made = docx.Document()
    made.core_properties.title = document.title
    made.core_properties.author = document.agency
    made.core_properties.language = document.lang
    for section in made.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
    for name, size in (("Normal", 12), ("Title", 20), ("Heading 1", 16), ("Heading 2", 14), ("Heading 3", 12)):
        _font(made.styles[name], size)
    made.add_paragraph(document.title, style="Title")
    made.add_paragraph(document.subtitle)
    made.add_paragraph(document.agency)
    for block in document.blocks:
        _BLOCKS[block.kind](made, block)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def _font(style: Any, size: int) -> None:
    """Latin and complex script alike: without `w:cs` and `w:szCs` Word takes another font for Thai."""
    style.font.name, style.font.size = FONT, Pt(size)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)
    _child(properties, "w:szCs", "w:val", str(size * 2))
    _child(properties, "w:lang", "w:bidi", "th-TH")


def _child(parent: Any, tag: str, name: str, value: str) -> None:
    found = parent.find(qn(tag))
    if found is None:
        found = OxmlElement(tag)
        parent.append(found)
    found.set(qn(name), value)


def _heading(made: Any, block: Block) -> None:
    made.add_heading(block.text, level=block.level)


def _text(made: Any, block: Block) -> None:
    made.add_paragraph(block.text)


def _facts(made: Any, block: Block) -> None:
    _grid(made, [list(row) for row in block.rows], bold_column=True)


def _table(made: Any, block: Block) -> None:
    _grid(made, [list(block.head), *map(list, block.rows)], bold_row=True)


def _grid(made: Any, rows: list[list[str]], *, bold_column: bool = False, bold_row: bool = False) -> None:
    """A table written cell by cell; a cell of python-docx looks its table up anew, which ten thousand rows forbid."""
    table = made.add_table(rows=0, cols=len(rows[0]) if rows else 1, style="Table Grid")
    for place, row in enumerate(rows):
        cells = table.add_row()._tr.tc_lst
        for column, (cell, text) in enumerate(zip(cells, row, strict=True)):
            run = cell.p_lst[0].add_r()
            run.text = text
            if (bold_row and not place) or (bold_column and not column):
                properties = run.get_or_add_rPr()
                properties.append(OxmlElement("w:b"))
                properties.append(OxmlElement("w:bCs"))
    made.add_paragraph()


def _list(made: Any, block: Block) -> None:
    style = made.styles["List Bullet"]
    for text, note in block.rows:
        made.add_paragraph(f"{text} ({note})" if note else text, style=style)


_BLOCKS = {"heading": _heading, "text": _text, "facts": _facts, "table": _table, "list": _list}
