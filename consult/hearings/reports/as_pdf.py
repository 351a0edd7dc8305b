"""A document as PDF, set by Typst with a Thai font of our own; its text can be copied and searched."""

import json
import tempfile
from pathlib import Path

import typst

from consult.hearings.reports.content import Document

HERE = Path(__file__).parent


def render(document: Document) -> bytes:
    """The file. The words reach the template as data: nothing in them is taken for markup."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "document.json").write_text(json.dumps(document.plain(), ensure_ascii=False), encoding="utf-8")
        (root / "document.typ").write_bytes((HERE / "document.typ").read_bytes())
        made: bytes = typst.compile(
            str(root / "document.typ"),
            root=str(root),
            font_paths=[str(HERE / "fonts")],
            ignore_system_fonts=True,
            format="pdf",
        )
        return made
