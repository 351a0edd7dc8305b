"""Which topics exist and where their figures come from."""

from collections.abc import Callable
from typing import Any

# Figures: plain JSON values, absolute, nothing personal. None: no such thing is published.
type Provider = Callable[[str], dict[str, Any] | None]

_providers: dict[str, Provider] = {}


def register(prefix: str, provider: Provider) -> None:
    """Topics `<prefix>.<id>` have the figures that `provider(id)` gives (from the app's figures.py)."""
    _providers[prefix] = provider


def figures(topic: str) -> dict[str, Any] | None:
    """The figures of a topic now, or None when there is no such topic."""
    prefix, _, identity = topic.partition(".")
    provider = _providers.get(prefix)
    return provider(identity) if provider else None
