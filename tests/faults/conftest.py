"""One small site of its own for all tests of faults, killed and started again and again."""

import json
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.faults.crowd import Crowd
from tests.site import Site

PEOPLE = 3_000


@dataclass
class Town:
    """A running site, people who have not acted yet, and what the site has acknowledged so far."""

    site: Site
    petition: str
    people: list[str]
    acknowledged: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def crowd(self, count: int) -> Crowd:
        """`count` people who will sign; everything the crowd is told counts for the next audit."""
        chosen, self.people = self.people[:count], self.people[count:]
        assert len(chosen) == count, "the tests need more people than were made"
        return Crowd(self.site.port, self.petition, chosen)

    def keep_checkpoint(self) -> None:
        """Remember the record as the site signs it now; every later audit holds the site to it."""
        with urllib.request.urlopen(f"{self.site.url}/record/checkpoint", timeout=10) as answer:
            self.notes.append(answer.read().decode())

    def audit(self, *crowds: Crowd) -> dict[str, Any]:
        """Nothing acknowledged is lost, nothing is doubled, figures and record agree; what was counted."""
        for crowd in crowds:
            assert not crowd.strange
            self.acknowledged |= crowd.acknowledged
        told = json.dumps({"acknowledged": self.acknowledged, "notes": self.notes})
        found: dict[str, Any] = json.loads(self.site.run("-m", "tests.faults.audit", self.petition, said=told))
        assert found["problems"] == []
        assert found["signatures"] == found["figure"] == len(self.acknowledged)
        return found


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The site of these tests: areas, agencies and the standing cast, one petition, no other content."""
    site = Site(tmp_path_factory.mktemp("town"), parts=["agencies", "people", "cms"])
    site.start()
    made = json.loads(site.run("-m", "tests.faults.prepare", str(PEOPLE)))
    yield Town(site, made["petition"], made["sessions"])
    site.stop()
