"""`python -m tests.realtime.record.dying_sealer`: for each line `before add up` on stdin, a process that seals and is
killed (SIGKILL) at that place; answers with the signal that ended it. `seal` seals without dying, `race` in three
processes at once. Each is forked before any connection to the database is opened.
"""

import os
import signal
import sys
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from realtime import sealer  # noqa: E402
from realtime.live import topics  # noqa: E402
from realtime.record import projections  # noqa: E402
from tests.realtime.record import steps  # noqa: E402


def forked(work: Callable[[], object]) -> int:
    """Run `work` in a process of its own; its process id."""
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    return child


def dying(moment: str, step: str) -> None:
    """Seal, killed at this place."""
    steps.interfere(moment, step, lambda: os.kill(os.getpid(), signal.SIGKILL))
    sealer.seal()


def until_empty() -> None:
    """Seal small batches until nothing waits."""
    while sealer.seal(limit=7):
        pass


def main() -> None:
    """Read places, answer with how the processes ended."""
    projections.register("test.act")(steps.count)  # type: ignore[arg-type]  # a list is a sequence
    topics.register("counted", steps.figures)
    for line in sys.stdin:
        moment, _, step = line.strip().partition(" ")
        if moment == "race":
            children = [forked(until_empty) for _ in range(3)]
        else:
            children = [forked(sealer.seal_all) if moment == "seal" else forked(lambda: dying(moment, step))]  # noqa: B023
        ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        print(*ended, flush=True)


main()
