"""What a change or a stage of a budget rests on."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Document:
    """What a change rests on: title and address, its day, and the reason."""

    title: str
    url: str = ""
    on: date | None = None
    reason: str = ""
