"""The registry of public processes: what is open, and how a stored reference (kind + public id) becomes a link."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Sentence


@dataclass(frozen=True)
class Card:
    """One process as a list shows it. `verb` says what a citizen can do; `figure` is its live number."""

    kind: str
    public_id: str
    title: str
    summary: str
    url: str
    agency: str
    verb: Sentence
    closes_at: datetime | None = None
    figure: str = ""
    figure_label: Sentence = ""
    topic: str = ""
    invented: bool = False
    areas: tuple[str, ...] = ("00",)  # official codes of the places it is for
    topics: tuple[str, ...] = ()  # codes of what it is about (register_topics)
    agency_slug: str = ""
    answered_at: datetime | None = None  # of the official answer or result, for what is over

    def concerns(self, place: str) -> bool:
        """Whether people of the place with this official code are meant."""
        return any(area == "00" or area.startswith(place) or place.startswith(area) for area in self.areas)

    def interests(self, interest: str) -> bool:
        """Whether it is of this kind or about this topic; an empty interest takes everything."""
        return not interest or interest == self.kind or interest in self.topics


@dataclass(frozen=True)
class Kind:
    """One kind of process.

    `open` gives the cards to take part in now, `find` one card by public id; `answered` gives the latest few that
    got their official answer or result, with `answered_at`.
    """

    name: str
    label: Sentence
    open: Callable[[], Iterable[Card]]
    find: Callable[[str], Card | None]
    answered: Callable[[], Iterable[Card]] = tuple


MOST = 100  # cards of one kind on the home page, before a place and an interest narrow them

_kinds: dict[str, Kind] = {}
_topics: dict[str, Sentence] = {}


def register(kind: Kind) -> None:
    """Make a kind of process known (from the app's `ready`)."""
    _kinds[kind.name] = kind


def register_topics(topics: Mapping[str, Sentence]) -> None:
    """Make what processes can be about known, by code (from the app's `ready`)."""
    _topics.update(topics)


def interests() -> dict[str, Sentence]:
    """What a reader can be interested in: kinds that take part in, then topics."""
    return {name: kind.label for name, kind in _kinds.items() if kind.open is not tuple} | _topics


def open_cards() -> list[Card]:
    """Everything open now, the nearest closing day first, the endless last."""
    cards = [card for kind in _kinds.values() for card in kind.open()]
    return sorted(cards, key=lambda card: (card.closes_at is None, card.closes_at or 0))


def answered_cards(most: int = 6) -> list[Card]:
    """What was answered lately, the newest first."""
    dated = [(card.answered_at, card) for kind in _kinds.values() for card in kind.answered() if card.answered_at]
    return [card for _at, card in sorted(dated, key=itemgetter(0), reverse=True)[:most]]


def find(kind: str, public_id: str) -> Card | None:
    """The process behind a stored reference, or None when it is gone or was never there."""
    return _kinds[kind].find(public_id) if kind in _kinds else None


def labels() -> dict[str, Sentence]:
    """The name of everything that can be found, for filters: processes, articles, agencies."""
    return {name: kind.label for name, kind in _kinds.items()} | {"article": _("Article"), "agency": _("Agency")}
