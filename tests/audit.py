"""Known weaknesses of what ships, looked up by version in the OSV database: `make audit`.

Needs the network and says loudly when there is none: then nothing was looked up, and nothing is claimed.
Leaves with 0 when no weakness is known, 1 when one is, 2 when the database could not be asked.
"""

import json
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping

from tests.config.test_locks import locked

SERVICE = "https://api.osv.dev/v1/querybatch"
CLEAN, WEAK, UNASKED = 0, 1, 2


def weaknesses(packages: Mapping[str, str], service: str = SERVICE) -> dict[str, list[str]]:
    """Package → identifiers of its known weaknesses, only where there are any. Raises OSError when nobody answers."""
    ask = [{"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in packages.items()]
    body = json.dumps({"queries": ask}).encode()
    request = urllib.request.Request(service, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        results = json.load(answer)["results"]
    if len(results) != len(packages):
        raise OSError("the database answered for another number of packages")
    found = {name: [one["id"] for one in row.get("vulns", [])] for name, row in zip(packages, results, strict=True)}
    return {name: names for name, names in found.items() if names}


def main(service: str = SERVICE) -> int:
    """Look up every locked package of production; say what was found."""
    packages = locked("base.txt")
    try:
        found = weaknesses(packages, service)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        print(f"NOT AUDITED: the database of weaknesses could not be asked ({fault}). Nothing was looked up.")
        return UNASKED
    for name, names in found.items():
        print(f"{name} {packages[name]}: {', '.join(names)}")
    print(f"{len(packages)} packages looked up, {len(found)} with known weaknesses.")
    return WEAK if found else CLEAN


if __name__ == "__main__":
    sys.exit(main())
