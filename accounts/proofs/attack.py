"""Whether somebody is attacking: too many forms of strangers a minute, on the whole site or from one network."""

import logging
import time

from django.conf import settings
from django.core.cache import caches
from django.utils.translation import gettext_lazy as _

from accounts.refusals import TooMany

MINUTE, LASTS = 60, 600  # seconds
OF_NETWORK = 200  # forms of strangers from one network in ten minutes: an office, a corner of a mobile carrier
MOST_OF_NETWORK = 6_000  # an hour: even a mobile carrier's gateway, and a proof for every few

_log = logging.getLogger(__name__)


def note(network: str) -> None:
    """Count one form that a stranger sent. Raises TooMany for a network beyond all measure."""
    if settings.PROOF_OF_WORK == "never":
        return
    now = int(time.time())
    if _added(f"strangers:{now // MINUTE}", 2 * MINUTE) > settings.ATTACK_AT:
        _set("attack", LASTS)
    if _added(f"strangers:{network}:{now // LASTS}", LASTS) > OF_NETWORK:
        _set(f"attack:{network}", LASTS)
    if _added(f"strangers:{network}:h{now // 3600}", 3600) > MOST_OF_NETWORK:
        raise TooMany(
            _("Very many forms come from your network. Please go on in an hour at the latest."),
            retry_after=3600 - now % 3600,
        )


def going_on(network: str) -> bool:
    """Whether strangers of this network are asked for a proof now."""
    if settings.PROOF_OF_WORK != "attack":
        return bool(settings.PROOF_OF_WORK == "always")
    try:
        return bool(caches["limits"].get_many(["attack", f"attack:{network}"]))
    except Exception:
        _log.warning("The cache of limits does not answer; nobody is asked for a proof.")
        return False


def _added(key: str, seconds: int) -> int:
    cache = caches["limits"]
    try:
        cache.add(key, 0, seconds)
        return int(cache.incr(key))
    except Exception:
        _log.warning("The cache of limits does not answer; forms of strangers are not counted.")
        return 0


def _set(key: str, seconds: int) -> None:
    try:
        caches["limits"].set(key, 1, seconds)
    except Exception:
        _log.warning("The cache of limits does not answer; an attack is not noted.")
