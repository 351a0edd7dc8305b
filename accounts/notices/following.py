"""Who follows what. What a process is called comes from a describer that the site registers."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import User
from accounts.notices.models import Follow


@dataclass(frozen=True)
class About:
    """A process as a follower sees it."""

    title: str
    url: str


type Describer = Callable[[str, str], About | None]
_describers: list[Describer] = []


def describe_with(describer: Describer) -> None:
    """Let kind and public id become a title and a page (from an app's `ready`)."""
    if describer not in _describers:
        _describers.append(describer)


def describe(about: str) -> About | None:
    """The process behind `petition/abc`, or None when it is not public or was never there."""
    kind, _, public_id = about.partition("/")
    return next((found for describer in _describers if (found := describer(kind, public_id))), None)


def follow(*, user: User, about: str) -> bool:
    """Follow a process; whether it is new."""
    _row, made = Follow.objects.get_or_create(user=user, about=about)
    return made


def unfollow(*, user: User, about: str) -> bool:
    """Stop following; whether it was followed."""
    deleted, _rows = Follow.objects.filter(user=user, about=about).delete()
    return bool(deleted)


def follows(*, user: User, about: str) -> bool:
    """Whether somebody follows a process."""
    return Follow.objects.filter(user=user, about=about).exists()


def followed(about: str) -> bool:
    """Whether anybody follows a process."""
    return Follow.objects.filter(about=about).exists()
