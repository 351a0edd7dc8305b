"""One count of a .pb file by the site's own equal shares, in a process of its own: a line of JSON."""

import json
import resource
import sys
import time
from pathlib import Path

from budgets.tally import pabulib
from budgets.tally.equal_shares import equal_shares
from budgets.tally.variants import EqualShares


def main(path: str, completion: str) -> None:
    """Seconds of the count alone (the file is read before) by the clock and of the processor; the most memory, in MB.

    Add1 goes on until nothing more fits or the next count would overspend, as pabutools does.
    """
    election = pabulib.read(Path(path).read_text(encoding="utf-8")).election()
    began, started = time.perf_counter(), time.process_time()
    outcome = equal_shares(election, EqualShares(start="exact", completion=completion, stop="exhaustive"))
    said = {
        "seconds": time.perf_counter() - began,
        "processor": time.process_time() - started,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "steps": round((outcome.notes["share"] - election.budget / election.voters) / 100),
        "funded": outcome.funded,
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
