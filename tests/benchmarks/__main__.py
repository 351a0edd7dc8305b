"""`make bench`: every benchmark here, one after the other, each in a process of its own; `make bench` prints ratios.

Rows are those of the tables in docs/benchmarks.md. `python -m tests.benchmarks live_fanout` runs one. A benchmark is a
module of this folder with `run()`.
"""

import importlib
import os
import pkgutil
import platform
import subprocess
import sys
import time
from pathlib import Path

from tests import benchmarks
from tests.benchmarks import HEAD


def main(names: list[str]) -> int:
    """Run the named benchmark here, or all of them each in its own process."""
    if len(names) == 1:
        module = importlib.import_module(f"tests.benchmarks.{names[0]}")
        for row in module.run():
            print(row, flush=True)
        return 0
    failed = 0
    print(f"{time.strftime('%Y-%m-%d %H:%M')}, {machine()}", flush=True)
    for name in names or _all():
        print(f"\n### {name}\n{HEAD}", flush=True)
        failed += subprocess.run([sys.executable, "-m", "tests.benchmarks", name], check=False).returncode != 0
    return int(failed > 0)


def machine() -> str:
    """The machine in words (Linux): processors, memory, and how busy it was before."""
    about = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    model = about.partition("model name")[2].partition(":")[2].partition("\n")[0].strip() or platform.processor()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    busy, python = os.getloadavg()[0], platform.python_version()
    return f"{os.cpu_count()} × {model}, {memory:.0f} GB, load {busy:.1f} before it, Python {python}"


def _all() -> list[str]:
    names = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if not module.name.startswith("_")]
    return [name for name in names if hasattr(importlib.import_module(f"tests.benchmarks.{name}"), "run")]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
