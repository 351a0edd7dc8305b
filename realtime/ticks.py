"""Clock events: what happens because time has passed. The leading sealer runs them, each in its own transaction.

An app registers functions that look for what is due and act once, guarded by state (`Petition` expires only
from "collecting"). They run only when no entry waits, so that everything done in time is counted first.
"""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, transaction

EVERY = 10.0  # seconds between looks at the clock

log = logging.getLogger(__name__)

_registered: dict[str, Callable[[], object]] = {}


def register(name: str, function: Callable[[], object]) -> None:
    """Run `function` about every ten seconds in the leading sealer (from the app's `ready`)."""
    _registered[name] = function


def run() -> None:
    """Run every clock event once. One that fails is logged and tried again at the next look."""
    for name, function in _registered.items():
        try:
            with transaction.atomic():
                function()
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("The clock event %s failed; it will be tried again.", name)
