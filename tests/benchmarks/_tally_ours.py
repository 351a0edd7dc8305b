"""One count of a .pb file by the site's own equal shares, in a process of its own: a line of JSON."""

import json
import resource
import sys
import time
from pathlib import Path

from budgets.tally import pabulib
from budgets.tally.equal_shares import EqualShares, equal_shares


def main(path: str, completion: str) -> None:
    """Seconds of the count alone (the file is read before), and the memory that the count added, in MB."""
    election = pabulib.read(Path(path).read_text(encoding="utf-8")).election()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    outcome = equal_shares(election, EqualShares(start="exact", completion=completion))
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    said = {"seconds": seconds, "megabytes": after / 1024, "added": (after - before) / 1024, "funded": outcome.funded}
    print(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
