"""The cache of a process, with what is counted about sign-ins shared by all processes."""

import json
import logging
from typing import Any, override

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache

_SHARED = "allauth"  # how allauth's keys begin: its limits, and the app codes that were used

_log = logging.getLogger(__name__)


class Plain:
    """Values in Redis as JSON: nothing that is read back can be more than a value."""

    def dumps(self, value: Any) -> bytes:
        """The bytes of a value."""
        return json.dumps(value).encode()

    def loads(self, data: bytes) -> Any:
        """The value of bytes."""
        return json.loads(data)


class OwnAndShared(LocMemCache):
    """This process's memory; keys of sign-in limits go to the cache `limits`, which is Redis where there is one.

    Otherwise each worker would count for itself, and a code used at one could be used once more at another.
    A Redis that does not answer locks nobody out: the process then counts for itself.
    """

    @override
    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._ask("add", key, value, timeout=timeout, version=version))

    @override
    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._ask("get", key, default=default, version=version)

    @override
    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._ask("set", key, value, timeout=timeout, version=version)

    @override
    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._ask("delete", key, version=version))

    def _ask(self, verb: str, key: str, *values: Any, **options: Any) -> Any:
        if key.startswith(_SHARED):
            try:
                return getattr(caches["limits"], verb)(key, *values, **options)
            except Exception:
                _log.warning("The cache of limits does not answer; sign-ins are counted by each process alone.")
        return getattr(super(), verb)(key, *values, **options)
