"""Files as officers send them, made here."""

import io
import zipfile

from docx import Document
from docx.document import Document as Docx

DRAFT = [
    "ร่างพระราชบัญญัติทดสอบ พ.ศ. ....",
    "โดยที่เป็นการสมควรมีกฎหมาย",
    "มาตรา ๑ พระราชบัญญัตินี้เรียกว่า “พระราชบัญญัติทดสอบ พ.ศ. ....”",
    "หมวด ๑",
    "บททั่วไป",
    "มาตรา ๒ ในพระราชบัญญัตินี้",
    "(๑) ข้อหนึ่ง",
    "(๒) ข้อสอง",
    "มาตรา ๓ ให้รัฐมนตรีรักษาการ",
]


def docx(*lines: str, table: list[list[str]] | None = None) -> bytes:
    """A Word document with these paragraphs, then a table."""
    document: Docx = Document()
    for line in lines or DRAFT:
        document.add_paragraph(line)
    if table:
        made = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, words in zip(made.add_row().cells, row, strict=True):
                cell.text = words
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same package with one more file in it."""
    held = io.BytesIO(content)
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, part)
    return held.getvalue()
