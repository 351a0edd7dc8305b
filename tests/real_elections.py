"""Real elections in tests/data/pb (SOURCES.md there), the large ones packed with xz."""

import lzma
from pathlib import Path

HERE = Path(__file__).parent / "data" / "pb"


def names() -> list[str]:
    """Every file, without the ending of the packing."""
    return sorted(path.name.removesuffix(".xz") for path in HERE.iterdir() if ".pb" in path.suffixes)


def text_of(name: str) -> str:
    """One file as text. Raises FileNotFoundError."""
    plain = HERE / name
    data = plain.read_bytes() if plain.exists() else lzma.decompress((HERE / f"{name}.xz").read_bytes())
    return data.decode("utf-8")
