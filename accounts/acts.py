"""What a person has done, gathered from the apps that know: each registers one provider."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from accounts.models import Citizen
from accounts.refusals import Sentence


@dataclass(frozen=True)
class Act:
    """One civic act as its owner sees it. Of a secret ballot: the taking part and its day, never a choice."""

    title: Sentence
    url: str
    at: date | datetime
    note: Sentence = ""
    became: Sentence = ""  # what became of it: answered, refused, built
    what: str = ""  # kind and id of the act's row ("comment", its key), for those who know what became of it
    key: str = ""


type Provider = Callable[[Citizen], Iterable[Act]]
_providers: list[Provider] = []
type Outcome = Callable[[Collection[str]], Mapping[str, Sentence]]
_outcomes: dict[str, Outcome] = {}


def register(provider: Provider) -> Provider:
    """Make an app's acts known (from its `ready`); usable as a decorator. At most one query each, please."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def register_outcome(what: str, outcome: Outcome) -> None:
    """Let acts of one kind tell what became of them: from their keys to sentences, in one query."""
    _outcomes[what] = outcome


def of(citizen: Citizen) -> list[Act]:
    """Everything `citizen` did, the newest first, each with what became of it."""
    found = sorted((act for provider in _providers for act in provider(citizen)), key=_moment, reverse=True)
    became = {what: outcome([act.key for act in found if act.what == what]) for what, outcome in _outcomes.items()}
    return [replace(act, became=_said(act, became)) for act in found]


def _said(act: Act, became: Mapping[str, Mapping[str, Sentence]]) -> Sentence:
    return act.became or became.get(act.what, {}).get(act.key, "")


def _moment(act: Act) -> datetime:
    at = act.at
    return at if isinstance(at, datetime) else datetime.combine(at, time.max, tzinfo=UTC)
