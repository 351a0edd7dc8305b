"""Where a text is discussed: the app that asks about texts registers here (from its `ready`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from accounts.refusals import Sentence
from consult.texts.models import Law, TextVersion


@dataclass(frozen=True)
class Place:
    """The discussion of a version: its page, and comments with their address for each part."""

    title: str = ""
    url: str = ""
    comments: Mapping[str, int] = field(default_factory=dict)
    urls: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Held:
    """A hearing held on some version of a law."""

    title: str
    url: str
    state: Sentence
    version: int
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True)
class Remark:
    """What somebody said about a provision."""

    text: str
    stance: str
    place: str
    supports: int
    url: str


class Discussions(Protocol):
    """What an app that asks about texts can tell."""

    def of(self, version: TextVersion) -> Place | None:
        """The newest discussion of this version."""

    def held(self, law: Law) -> Sequence[Held]:
        """Every hearing on any version of the law, the newest first. One query."""

    def remarks(self, at: Mapping[int, str]) -> Mapping[int, Sequence[Remark]]:
        """What was said about a provision of several versions (id of the version: address of the provision).

        The most supported first, at most three for each version. Three queries.
        """


_known: list[Discussions] = []


def register(discussions: Discussions) -> None:
    """Make discussions of texts known."""
    _known.append(discussions)


def of(version: TextVersion) -> Place:
    """The discussion of this version; an empty one when there is none."""
    return next((place for one in _known if (place := one.of(version))), Place())


def held(law: Law) -> list[Held]:
    """Every hearing held on the law."""
    return [hearing for one in _known for hearing in one.held(law)]


def remarks(at: Mapping[int, str]) -> dict[int, list[Remark]]:
    """What was said about a provision of several versions, by the id of the version."""
    found: dict[int, list[Remark]] = {version: [] for version in at}
    for one in _known:
        for version, said in one.remarks(at).items():
            found[version] += said
    return found
