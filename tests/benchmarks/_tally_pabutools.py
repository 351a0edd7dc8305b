"""The same count by pabutools, run by the Python of its own environment: a line of JSON."""

import json
import resource
import sys
import time
from typing import Any


def main(path: str, completion: str) -> None:
    """Seconds of the count alone, and the most memory of the process, in MB."""
    from pabutools.election import Cost_Sat, parse_pabulib
    from pabutools.rules import method_of_equal_shares

    instance, profile = parse_pabulib(path)
    profile = profile.as_multiprofile()
    instance.budget_limit = int(instance.budget_limit)
    wanted: dict[str, Any] = {"voter_budget_increment": 1} if completion == "add1" else {}
    started = time.perf_counter()
    funded = method_of_equal_shares(instance, profile, sat_class=Cost_Sat, **wanted)
    seconds = time.perf_counter() - started
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": megabytes, "funded": [project.name for project in funded]}))


if __name__ == "__main__":
    main(*sys.argv[1:])
