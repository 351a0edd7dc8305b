"""Equal shares against pabutools: time, memory and winners, on Budapest 2024 and on a made election of 90,494 ballots.

pabutools is no requirement of this project: it runs in an environment of its own, whose Python `PABUTOOLS_PYTHON`
names (python3 -m venv …; …/bin/pip install pabutools). Without it only our own figures are printed, and it is said
so. `PABUTOOLS_SECONDS` (600) is how long it may take for one count. Every count runs in a process of its own.
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

from tests.benchmarks import Row

HERE = Path(__file__).parent
BUDAPEST = HERE.parents[2].joinpath("shared", "data", "pb", "Hungary_Budapest_2024.pb")
VOTERS, PROJECTS = 90_494, 160


def run() -> Iterable[Row]:
    """Seconds and megabytes of one run, and of Add1, with pabutools beside it."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.pb"
        made.write_text(generated(), encoding="utf-8")
        files = {f"made {VOTERS:,} x {PROJECTS}": (made, 200, 50)}
        if BUDAPEST.exists():
            files["Budapest 2024, 28,943 x 175"] = (BUDAPEST, 200, 50)
        else:
            print("Budapest 2024 is not in ../shared/data/pb: left out.", flush=True)
        for name, (file, once, add1) in files.items():
            for completion, least in (("none", once), ("add1", add1)):
                yield from compare(f"{name}, {completion}", file, completion, least)


def compare(name: str, file: Path, completion: str, least: float) -> Iterable[Row]:
    """How many times faster and smaller."""
    ours = json.loads(_output([sys.executable, "-m", "tests.benchmarks._tally_ours", str(file), completion], None))
    print(f"{name}: {ours['seconds']:.2f} s, {ours['megabytes']:.0f} MB, {len(ours['funded'])} funded", flush=True)
    other = os.environ.get("PABUTOOLS_PYTHON", "")
    if not other:
        print("pabutools is not there (PABUTOOLS_PYTHON names no Python): nothing to compare with.", flush=True)
        return
    limit = float(os.environ.get("PABUTOOLS_SECONDS", "600"))
    said = _output([other, str(HERE / "_tally_pabutools.py"), str(file), completion], limit)
    if not said:
        print(f"pabutools: not finished after {limit:.0f} s", flush=True)
        yield Row(f"{name}: time, at least", limit / ours["seconds"], " x", "once", 1, least)
        return
    theirs = json.loads(said)
    print(f"pabutools: {theirs['seconds']:.2f} s, {theirs['megabytes']:.0f} MB", flush=True)
    print(f"same winners: {sorted(ours['funded']) == sorted(theirs['funded'])}", flush=True)
    yield Row(f"{name}: times faster", theirs["seconds"] / ours["seconds"], " x", "once", 1, least)
    yield Row(f"{name}: times less memory", theirs["megabytes"] / ours["megabytes"], " x", "once", 1, 10)


def generated() -> str:
    """A city that is not real: 90,000 voters who each approve one to fifteen of 160 projects, some far more popular."""
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


def _output(command: list[str], limit: float | None) -> str:
    started = time.perf_counter()
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False, cwd=HERE.parents[1])
    except subprocess.TimeoutExpired:
        return ""
    if done.returncode:
        raise RuntimeError(f"{command} after {time.perf_counter() - started:.0f} s: {done.stderr[-500:]}")
    return done.stdout.splitlines()[-1]


if __name__ == "__main__":
    for row in run():
        print(row)
