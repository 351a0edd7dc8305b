"""A topic of the tests' own, moved the way the sealer moves real ones."""

from typing import Any

from realtime import sealer
from realtime.live import publish, topics

figures: dict[str, dict[str, Any]] = {}


def begin(name: str, **values: Any) -> None:
    """Make a topic `test.<name>` exist, without publishing anything."""
    topics.register("test", figures.get)
    figures[name] = values


def move(name: str, size: int = 7, **values: Any) -> int:
    """Give a topic new figures, store and publish them; the sequence number they got."""
    begin(name, **values)
    messages = sealer.refresh_all([f"test.{name}"], size)
    publish.publish(messages)
    return int(messages[0]["sequence"])
