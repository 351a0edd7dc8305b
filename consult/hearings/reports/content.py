"""What a document says, before it has a form: blocks in order."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Block:
    """One block: heading, text, facts (pairs), table (with a head), or list (each with a note)."""

    kind: str
    text: str = ""
    level: int = 0
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    lang: str = ""


@dataclass
class Document:
    """A document in one language, block by block."""

    title: str
    subtitle: str
    agency: str
    lang: str
    blocks: list[Block] = field(default_factory=list)

    def heading(self, text: str, level: int = 1, lang: str = "") -> None:
        """A heading; 1 is the first below the title."""
        self.blocks.append(Block("heading", text, level, lang=lang))

    def text(self, text: str, lang: str = "") -> None:
        """Paragraphs; nothing when empty."""
        for line in text.splitlines():
            if line.strip():
                self.blocks.append(Block("text", line.strip(), lang=lang))

    def facts(self, *rows: tuple[str, object]) -> None:
        """Names and values; those without a value are left out."""
        self.blocks.append(Block("facts", rows=[(name, str(value)) for name, value in rows if value not in ("", None)]))

    def table(self, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """A table with a head."""
        self.blocks.append(Block("table", head=list(head), rows=[[str(cell) for cell in row] for row in rows]))

    def items(self, rows: Sequence[tuple[str, str]], lang: str = "th") -> None:
        """A list: each item with a note (empty: none)."""
        if rows:
            self.blocks.append(Block("list", rows=rows, lang=lang))

    def plain(self) -> dict[str, Any]:
        """As plain values, for the template of the PDF."""
        return asdict(self)
