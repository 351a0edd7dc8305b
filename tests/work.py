"""How much work something does, counted: the same on every machine, busy or idle."""

import sys
from collections.abc import Callable

_TOOL = 4  # a free place among those of sys.monitoring (coverage has 1, profilers 2)


def steps(do: Callable[[], object]) -> int:
    """Functions begun, calls made and loops turned in Python while `do` runs, in any thread."""
    counted = 0

    def count(*_event: object) -> None:
        nonlocal counted
        counted += 1

    watch, kinds = sys.monitoring, sys.monitoring.events
    watched = (kinds.PY_START, kinds.CALL, kinds.JUMP)
    watch.use_tool_id(_TOOL, "work")
    try:
        for kind in watched:
            watch.register_callback(_TOOL, kind, count)
        watch.set_events(_TOOL, kinds.PY_START | kinds.CALL | kinds.JUMP)
        do()
    finally:
        watch.set_events(_TOOL, kinds.NO_EVENTS)
        for kind in watched:
            watch.register_callback(_TOOL, kind, None)
        watch.free_tool_id(_TOOL)
    return counted
