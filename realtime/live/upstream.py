"""Messages from other processes: one channel of the channel layer, in one group for each topic watched here.

The publisher writes to the same groups with a plain Redis client (`realtime.live.publish`).
"""

import asyncio
import logging
from collections.abc import Callable, Collection

from channels.layers import get_channel_layer

from realtime.live.messages import Message

log = logging.getLogger(__name__)
RETRY = 1.0  # seconds


class Upstream:
    """Keeps this process in the groups of the topics it wants; survives the loss of Redis."""

    def __init__(self, take: Callable[[Message], None]) -> None:
        self.take = take
        self.layer = get_channel_layer()
        self.channel = ""
        self.joined: set[str] = set()
        self._lock = asyncio.Lock()

    async def run(self) -> None:
        """Take messages until cancelled."""
        while not self.channel:
            try:
                self.channel = await self.layer.new_channel("live.")
            except (OSError, Exception) as problem:
                log.warning("No channel layer (%s): figures come from the database until there is one.", problem)
                await asyncio.sleep(RETRY)
        while True:
            event = await self.layer.receive(self.channel)
            self.take(Message(event["topic"], event["sequence"], event["text"]))

    async def want(self, names: Collection[str]) -> None:
        """Join the groups of these topics and leave all others; what fails is tried again at the next call."""
        if not self.channel or self._lock.locked():
            return
        async with self._lock:
            try:
                for name in set(names) - self.joined:
                    await self.layer.group_add(name, self.channel)
                    self.joined.add(name)
                for name in self.joined - set(names):
                    await self.layer.group_discard(name, self.channel)
                    self.joined.discard(name)
            except Exception as problem:
                log.warning("The channel layer does not answer (%s).", problem)
