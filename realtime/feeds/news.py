"""News of each kind of process, for Atom readers: each app registers where its news comes from.

In the app's `exports.py`:

    news.register("petitions", _("Petitions"), lambda: [Item(...), ...])

The provider runs with the reader's language active and gives the newest items first, fifty at most.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from accounts.refusals import Sentence

LIMIT = 50


@dataclass(frozen=True)
class Item:
    """One event: published, opened, threshold reached, answered. `url` is a page, without the site's address.

    `id` never changes and is unique within its kind, like `abc123/answered`.
    """

    id: str
    title: str
    summary: str
    url: str
    at: datetime
    agency: str = ""


@dataclass(frozen=True)
class Channel:
    """The news of one kind of process."""

    kind: str
    title: Sentence
    provider: Callable[[], Iterable[Item]]


_channels: dict[str, Channel] = {}


def register(kind: str, title: Sentence, provider: Callable[[], Iterable[Item]]) -> None:
    """Publish news at `/open/news/<kind>.atom` (from the app's `ready`)."""
    _channels[kind] = Channel(kind, title, provider)


def channels() -> list[Channel]:
    """Every kind of news."""
    return list(_channels.values())


def get(kind: str) -> Channel | None:
    """The news of one kind."""
    return _channels.get(kind)
