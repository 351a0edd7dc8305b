"""Where a text is discussed: the app that asks about texts registers here (from its `ready`)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from consult.texts.models import TextVersion


@dataclass(frozen=True)
class Place:
    """The discussion of a version: its page, and comments with their address for each part."""

    title: str = ""
    url: str = ""
    comments: Mapping[str, int] = field(default_factory=dict)
    urls: Mapping[str, str] = field(default_factory=dict)


type Provider = Callable[[TextVersion], Place | None]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Make discussions of texts known."""
    _providers.append(provider)


def of(version: TextVersion) -> Place:
    """The discussion of this version; an empty one when there is none."""
    return next((place for provider in _providers if (place := provider(version))), Place())
