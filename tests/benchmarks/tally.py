"""Equal shares against pabutools: time, memory and winners, on Budapest 2024 and on a made election of 90,494 ballots.

pabutools is no requirement of this project: it runs in an environment of its own, whose Python `PABUTOOLS_PYTHON`
names (python3 -m venv …; …/bin/pip install pabutools). Without it only our own figures are printed, and it is said
so. Every count runs in a process of its own. Times are of the processor, so that other programs do not matter.

pabutools needs days for a whole Add1 by one unit of currency. So it makes one run, and then only the last STEPS
steps: that must end with our winners, and tells what one step takes. Its whole Add1 is one run and all its steps.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.benchmarks import Row
from tests.real_elections import text_of

HERE = Path(__file__).parent
VOTERS, PROJECTS = 90_494, 160
STEPS = 3


def run() -> Iterable[Row]:
    """Seconds and megabytes of one run, and of Add1, with pabutools beside it."""
    with tempfile.TemporaryDirectory() as folder:
        made, city = Path(folder) / "made.pb", Path(folder) / "budapest.pb"
        made.write_text(generated(), encoding="utf-8")
        city.write_text(text_of("Hungary_Budapest_2024.pb"), encoding="utf-8")
        yield from compare(f"made {VOTERS:,} x {PROJECTS}", made, once=200)
        yield from compare("Budapest 2024, 28,943 x 175", city, once=50)


def compare(name: str, file: Path, *, once: float) -> Iterable[Row]:
    """How many times faster and smaller; `once` is what one run is to reach."""
    one, add1 = (_ours(file, completion) for completion in ("none", "add1"))
    for label, said in (("one run", one), ("Add1", add1)):
        told = f"{said['processor']:.2f} s, {said['megabytes']:.0f} MB, {len(said['funded'])} funded"
        print(f"{name}, {label}: {told}, {said['steps']:,} steps", flush=True)
    if not os.environ.get("PABUTOOLS_PYTHON"):
        print("pabutools is not there (PABUTOOLS_PYTHON names no Python): nothing to compare with.", flush=True)
        return
    theirs = _pabutools(file, "none", 0)
    last = _pabutools(file, "add1", max(0, add1["steps"] - STEPS))
    for ours, other in ((one, theirs), (add1, last)):
        print(f"same winners: {sorted(ours['funded']) == sorted(other['funded'])}", flush=True)
    step = (last["processor"] - theirs["processor"]) / min(STEPS, add1["steps"])
    whole = theirs["processor"] + add1["steps"] * step
    print(
        f"pabutools: one run {theirs['processor']:.1f} s, {theirs['megabytes']:.0f} MB; a step {step:.2f} s", flush=True
    )
    yield Row(f"{name}: one run, times faster", theirs["processor"] / one["processor"], " x", "once", 1, once)
    yield Row(f"{name}: Add1, times faster (its steps reckoned)", whole / add1["processor"], " x", "once", 1, 50)
    yield Row(f"{name}: times less memory", theirs["megabytes"] / one["megabytes"], " x", "once", 1, 10)


def _ours(file: Path, completion: str) -> dict[str, Any]:
    return _said([sys.executable, "-m", "tests.benchmarks._tally_ours", str(file), completion])


def _pabutools(file: Path, completion: str, skip: int) -> dict[str, Any]:
    python = os.environ["PABUTOOLS_PYTHON"]
    return _said([python, str(HERE / "_tally_pabutools.py"), str(file), completion, str(skip)])


def generated() -> str:
    """A city that is not real: 90,494 voters who each approve one to fifteen of 160 projects, some far more popular."""
    chance = random.Random(2026)
    pull = [chance.paretovariate(1.2) for _ in range(PROJECTS)]
    lines = ["META", "key;value", "description;made", "country;-", "unit;-", "instance;-"]
    lines += [
        f"num_projects;{PROJECTS}",
        f"num_votes;{VOTERS}",
        "budget;25000000",
        "vote_type;approval",
        "rule;unknown",
    ]
    lines += ["PROJECTS", "project_id;cost"]
    lines += [f"{code};{chance.randrange(20, 2000) * 1000}" for code in range(PROJECTS)]
    lines += ["VOTES", "voter_id;vote"]
    for voter in range(VOTERS):
        chosen = sorted(set(chance.choices(range(PROJECTS), pull, k=chance.randint(1, 15))))
        lines.append(f"{voter};{','.join(map(str, chosen))}")
    return "\n".join(lines) + "\n"


def _said(command: list[str]) -> dict[str, Any]:
    """What a process printed last. One thread of arithmetic for everybody."""
    started, alone = time.perf_counter(), os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HERE.parents[1], env=alone)
    if done.returncode:
        raise RuntimeError(f"{command} after {time.perf_counter() - started:.0f} s: {done.stderr[-500:]}")
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


if __name__ == "__main__":
    for row in run():
        print(row)
