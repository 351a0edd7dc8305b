"""The record as files (C2SP tlog-tiles), from the database: what the site serves and what checks read."""

import re

from realtime.record import receipts, tree
from realtime.record.checking.tiles import WIDTH
from realtime.record.models import Checkpoint, Entry, Tile

NUMBER = re.compile(r"((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")


def read_number(path: str) -> tuple[int, int] | None:
    """The number and width in `x001/x234/067.p/8`; None when it is not written in exactly the standard's way."""
    found = NUMBER.fullmatch(path)
    if not found:
        return None
    number, width = int(found[1].replace("x", "").replace("/", "")), int(found[2] or WIDTH)
    proper = width < WIDTH or not found[2]
    return (number, width) if proper and not found[1].startswith("x000/") else None


def latest() -> Checkpoint | None:
    """The newest signed checkpoint."""
    return Checkpoint.objects.order_by("-size").first()


def tile(level: int, number: int, width: int = WIDTH) -> bytes | None:
    """The first `width` hashes of a tile, or None when the record does not reach that far."""
    stored = Tile.objects.filter(level=level, number=number).values_list("hashes", flat=True).first()
    wanted = width * tree.HASH
    return bytes(stored[:wanted]) if stored is not None and len(stored) >= wanted else None


def bundle(number: int, width: int = WIDTH) -> bytes | None:
    """The first `width` entries of a bundle, each after its length (16 bits); None when there are fewer."""
    first = number * WIDTH
    rows = Entry.objects.filter(index__range=(first, first + width - 1)).order_by("index")
    leaves = [bytes(leaf) for leaf in rows.values_list("leaf", flat=True)]
    if len(leaves) < width:
        return None
    return b"".join(len(leaf).to_bytes(2) + leaf for leaf in leaves)


def fetch(path: str) -> bytes:
    """The file at a path below the record's address; for checks that read the database instead of the site.

    Raises LookupError when there is no such file.
    """
    content: bytes | None = None
    kind, _, rest = path.partition("/")
    level, _, name = rest.partition("/")
    if path == "checkpoint":
        last = latest()
        content = last.signed.encode() if last else None
    elif path == "vkey":
        content = receipts.verifier_keys().encode()
    elif kind == "tile" and (place := read_number(name)):
        content = bundle(*place) if level == "entries" else tile(int(level), *place)
    if content is None:
        raise LookupError(f"The record has no file {path}.")
    return content
