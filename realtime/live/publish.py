"""From the sealer to the hubs: never blocks, never raises, and may lose what it is given.

In one process the hub is called directly; with REDIS_URL a thread writes to Redis (realtime.live.outbox).
"""

import logging
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings

from realtime.live import hub
from realtime.live.messages import Message

if TYPE_CHECKING:
    from realtime.live.outbox import Outbox

log = logging.getLogger(__name__)


def publish(messages: Sequence[Mapping[str, Any]]) -> None:
    """Show these messages (topic, sequence, record_size, generated_at, figures) to everybody who watches."""
    try:
        ready = [Message.of(message) for message in messages]
        if not ready:
            return
        if settings.REDIS_URL:
            outbox(settings.REDIS_URL).put(ready)
        else:
            hub.hand_over(ready)
    except Exception:
        log.exception("Live figures were not published.")


@cache
def outbox(url: str) -> "Outbox":
    """The one outbox of this process."""
    from realtime.live.outbox import Outbox  # the Redis client, with the first process that publishes by it

    return Outbox(url)
