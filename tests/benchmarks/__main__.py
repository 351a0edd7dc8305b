"""`make bench`: every benchmark here, one after the other, each in a process of its own; `make bench` prints ratios.

`python -m tests.benchmarks live_fanout` runs one. A benchmark is a module of this folder with `run()`.
"""

import importlib
import pkgutil
import subprocess
import sys

from tests import benchmarks


def main(names: list[str]) -> int:
    """Run the named benchmark here, or all of them each in its own process."""
    if len(names) == 1:
        module = importlib.import_module(f"tests.benchmarks.{names[0]}")
        for row in module.run():
            print(row, flush=True)
        return 0
    failed = 0
    for name in names or _all():
        print(f"— {name}", flush=True)
        failed += subprocess.run([sys.executable, "-m", "tests.benchmarks", name], check=False).returncode != 0
    return int(failed > 0)


def _all() -> list[str]:
    names = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if not module.name.startswith("_")]
    return [name for name in names if hasattr(importlib.import_module(f"tests.benchmarks.{name}"), "run")]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
