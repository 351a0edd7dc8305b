"""Killed in mid-load: the site's processes and its database, without any farewell."""

import json
import os
import signal
import uuid
from pathlib import Path

from tests.faults.conftest import Town
from tests.faults.crowd import Voters, wait_for


def test_it_works(town: Town) -> None:
    with town.crowd(200) as crowd:
        pass
    assert not crowd.tried_again
    town.audit(crowd)


def test_killed_twice_among_signatures_the_site_loses_and_doubles_nothing(town: Town) -> None:
    with town.crowd(900) as crowd:
        for already in (200, 500):
            crowd.wait_for(already)
            town.keep_checkpoint()
            town.site.kill()
            town.site.start()
    assert crowd.tried_again, "somebody was in the middle of signing"
    town.audit(crowd)


def test_killed_among_ballots_no_vote_is_lost_and_none_counts_twice(town: Town) -> None:
    made = json.loads(town.site.run("-m", "tests.faults.prepare_round"))
    voters, town.people = town.people[:250], town.people[250:]
    with Voters(town.site.port, made["round"], made["rules"], voters) as crowd:
        crowd.wait_for(80)
        town.site.kill()
        town.site.start()
    assert not crowd.strange
    assert crowd.tried_again, "somebody was in the middle of voting"
    told = json.dumps(list(crowd.acknowledged))
    found = json.loads(town.site.run("-m", "tests.faults.audit_round", made["round"], said=told))
    assert found["problems"] == []
    assert len(crowd.acknowledged) == len(voters)


def test_the_database_killed_under_load_comes_back_and_the_site_with_it(town: Town) -> None:
    server = town.site.process
    with town.crowd(600) as crowd:
        crowd.wait_for(200)
        town.keep_checkpoint()
        kill_database(town.site.var / "postgres")
        wait_for("somebody met the missing database", lambda: bool(crowd.tried_again))
        town.site.run("-c", "import config.settings")  # starts it, as the machine's service manager would
    assert town.site.process is server
    assert server is not None
    assert server.poll() is None, "nobody started the site again"
    town.audit(crowd)


def kill_database(data: Path) -> None:
    """`kill -9` of the private PostgreSQL on `data`; its own children end with it."""
    postmaster = int((data / "postmaster.pid").read_text().split()[0])
    assert str(data).encode() in Path(f"/proc/{postmaster}/cmdline").read_bytes(), "another process"
    os.kill(postmaster, signal.SIGKILL)
    wait_for("the database is gone", lambda: not Path(f"/proc/{postmaster}").exists())


def test_the_audit_notices_a_receipt_without_an_entry(town: Town) -> None:
    told = json.dumps({"acknowledged": {town.people[-1]: str(uuid.uuid4())}, "notes": []})
    found = json.loads(town.site.run("-m", "tests.faults.audit", town.petition, said=told))
    assert len(found["problems"]) == 2, "neither a row nor an entry"
