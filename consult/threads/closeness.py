"""What others have said that is close to what somebody is about to say. Who can tell registers here (consult.sense)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from accounts.models import Citizen
from consult.threads.models import Comment


@dataclass(frozen=True)
class Close:
    """Comments that say something close, each text once, most support first; people who said so, at least."""

    comments: Sequence[Comment]
    people: int


# (the comment replied to, the words of the reply, who writes)
type Look = Callable[[Comment, str, Citizen], Close | None]
_looks: list[Look] = []


def register(look: Look) -> None:
    """Let `look` say which replies are close to a new one (from an app's `ready`)."""
    _looks.append(look)


def close_replies(to: Comment, body: str, by: Citizen) -> Close | None:
    """Replies of others in the same thread that say something close, or None."""
    return next((close for look in _looks if (close := look(to, body, by))), None)
