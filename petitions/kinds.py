"""What a kind of petition is, as data: numbers, windows, documents, addressees and clocks, each with its source.

Presets are in petitions.presets; an authority makes its own on a page (petitions.own_kinds). When collecting
starts the whole kind is stamped on the petition (petitions.frozen) and never moves under it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

from accounts.models import Agency, Assurance
from accounts.refusals import Sentence
from petitions.words import as_data, from_data

LOCAL = (Agency.Kind.MUNICIPALITY, Agency.Kind.PROVINCE, Agency.Kind.SUBDISTRICT)
ANY = tuple(Agency.Kind)


@dataclass(frozen=True)
class ClockRule:
    """A time that somebody has: from the moment in field `starts` until the moment in field `ends`.

    `starts` and `ends` are names of timestamps of a petition, or "threshold.<code>". `rolls`: a last day on which
    nobody works moves to the next working day (Civil and Commercial Code s.193/8); for officers under the
    Administrative Procedure Act s.64 para. 2 it does not.
    """

    code: str
    label: Sentence
    starts: str
    ends: str
    days: int
    source: Sentence
    rolls: bool = False
    budget_only: bool = False


@dataclass(frozen=True)
class Document:
    """One text that the law asks for, in the petition's field `field`."""

    field: str
    label: Sentence
    source: Sentence


@dataclass(frozen=True)
class ThresholdRule:
    """Names that oblige to something. With `names` and `share` both, whichever is fewer; with one, that one.

    `share` is (part, whole) of the electors, rounded up. `provinces` (M, N): at least N names from each of M.
    """

    code: str
    consequence: Sentence
    source: Sentence
    names: int = 0
    share: tuple[int, int] | None = None
    provinces: tuple[int, int] = (0, 0)

    def names_for(self, electors: int | None) -> int:
        """Names needed. Raises ValueError when a share is not told how many electors there are."""
        if self.share is None:
            return self.names
        if not electors or electors < 1:
            raise ValueError("A threshold by share needs the number of electors (2565 Act s.7).")
        part, whole = self.share
        enough = -(-electors * part // whole)
        return min(self.names, enough) if self.names else enough


@dataclass(frozen=True)
class PetitionKind:
    """One kind of petition, in one version. The first threshold opens hand-over; further ones oblige to more."""

    code: str
    name: Sentence
    explanation: Sentence
    law: Sentence
    thresholds: tuple[ThresholdRule, ...]
    window: timedelta
    window_source: Sentence
    addressees: tuple[str, ...]
    addressee_name: Sentence
    local: bool = False
    minimum_age: int = 18
    assurance: Assurance = Assurance.CHECKED
    initiators: int = 1
    representatives: tuple[int, int] = (0, 0)
    representatives_source: Sentence = ""
    documents: tuple[Document, ...] = ()
    clocks: tuple[ClockRule, ...] = ()
    limits: Sentence = ""
    extra_days: int = 0  # once more after the window, when the threshold was not reached (2564 Act s.10)
    hearing_first: bool = False  # a hearing and its impact analysis before the debate (2564 Act s.13)
    certificate: bool = False  # a budget needs the executive's certificate (2565 Act s.12)
    publishes_names: bool = False  # all names are published after acceptance (2565 Act s.11)
    version: int = 0
    agency: str = ""  # slug of the authority that made it, which is then its only addressee

    @property
    def threshold(self) -> int:
        """The number that opens hand-over, before the share of electors is looked at."""
        return self.thresholds[0].names

    @property
    def threshold_source(self) -> Sentence:
        """Where it comes from."""
        return self.thresholds[0].source

    @property
    def is_local(self) -> bool:
        """Whether only the people of the addressee's own area may sign."""
        return self.local

    @property
    def needs_electors(self) -> bool:
        """Whether a threshold depends on the number of electors."""
        return any(rule.share for rule in self.thresholds)

    @property
    def asks_draft(self) -> bool:
        """Whether the petitioner must bring a drafted text."""
        return any(document.field == "sections" for document in self.documents)

    def threshold_for(self, electors: int | None) -> int:
        """Names that open hand-over. Raises ValueError when a share is not told how many electors there are."""
        return self.thresholds[0].names_for(electors)

    def to_json(self) -> dict[str, Any]:
        """The kind as plain values, every sentence in both languages."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "PetitionKind":
        """The kind that `to_json` wrote."""
        values: dict[str, Any] = {name: _read(value) for name, value in data.items()}
        parts: dict[str, Callable[..., Any]] = {
            "thresholds": ThresholdRule,
            "documents": Document,
            "clocks": ClockRule,
        }
        for name, make in parts.items():
            values[name] = tuple(make(**{key: _read(part[key]) for key in part}) for part in data[name])
        exact = {"window": timedelta(days=data["window"]), "assurance": Assurance(data["assurance"])}
        return cls(**values | exact)


def _plain(value: Any) -> Any:
    if isinstance(value, timedelta):
        return value.days
    if isinstance(value, ThresholdRule | Document | ClockRule):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, bool | int) or value is None:
        return int(value) if isinstance(value, Assurance) else value
    return str(value) if isinstance(value, str) else as_data(value)


def _read(value: Any) -> Any:
    if isinstance(value, dict):
        return from_data(value)
    return tuple(value) if isinstance(value, list) else value
