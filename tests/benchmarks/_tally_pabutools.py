"""The same count by pabutools, run by the Python of its own environment: a line of JSON."""

import json
import resource
import sys
import time
from typing import Any


def main(path: str, completion: str, skip: str = "0") -> None:
    """Seconds of the count alone by the clock and of the processor, and the most memory of the process, in MB.

    `skip`: how many steps of Add1 to leave out at its beginning: it starts at a share raised by that many.
    """
    from pabutools.election import Cost_Sat, parse_pabulib
    from pabutools.fractions import frac
    from pabutools.rules.budgetallocation import BudgetAllocation
    from pabutools.rules.mes.mes_rule import method_of_equal_shares_scheme
    from pabutools.tiebreaking import lexico_tie_breaking

    instance, profile = parse_pabulib(path)
    profile = profile.as_multiprofile()
    instance.budget_limit = int(instance.budget_limit)
    wanted: dict[str, Any] = {"voter_budget_increment": 1} if completion == "add1" else {}
    began, started = time.perf_counter(), time.process_time()
    funded = method_of_equal_shares_scheme(
        instance,
        profile,
        profile.as_sat_profile(sat_class=Cost_Sat),
        frac(instance.budget_limit, profile.num_ballots()) + int(skip),
        BudgetAllocation(),
        lexico_tie_breaking,
        binary_sat=True,
        **wanted,
    )
    said = {
        "seconds": time.perf_counter() - began,
        "processor": time.process_time() - started,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "funded": [project.name for project in funded],
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
