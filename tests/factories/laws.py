"""The real laws under tests/data/laws: as published, and as entries of one section each."""

import json
import lzma
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[1] / "data"
LAWS = DATA / "laws"
TEXTS = sorted({path.name.split(".")[0] for path in (LAWS / "text").glob("*.xz")})
ACTS = sorted(path.name.split(".")[0] for path in (LAWS / "sections").glob("*.xz"))


def unpacked(path: Path) -> str:
    """The text of a compressed file, line ends as they are."""
    return lzma.decompress(path.read_bytes()).decode()


def text(law: str, form: str) -> str:
    """A whole law as running text, `form` "raw" or "clean"."""
    return unpacked(LAWS / "text" / f"{law}.{form}.txt.xz")


def version(law: str, number: int) -> str:
    """A law as enacted (1) or as amended (2), as running text."""
    return unpacked(LAWS / "versions" / f"{law}.v{number}.txt.xz")


def entries(law: str) -> list[dict[str, Any]]:
    """An Act as entries with `title` and `content`."""
    found: list[dict[str, Any]] = json.loads(unpacked(LAWS / "sections" / f"{law}.json.xz"))["provisions"]
    return found
