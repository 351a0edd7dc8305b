"""What a person has done, gathered from the apps that know: each registers one provider."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
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


type Provider = Callable[[Citizen], Iterable[Act]]
_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Make an app's acts known (from its `ready`); usable as a decorator. At most one query each, please."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def of(citizen: Citizen) -> list[Act]:
    """Everything `citizen` did, the newest first."""
    return sorted((act for provider in _providers for act in provider(citizen)), key=_moment, reverse=True)


def _moment(act: Act) -> datetime:
    at = act.at
    return at if isinstance(at, datetime) else datetime.combine(at, time.max, tzinfo=UTC)
