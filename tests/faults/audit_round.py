"""Run inside a site (`-m tests.faults.audit_round ROUND`, sessions of acknowledged voters as JSON on stdin).

Prints `{"problems": [sentences]}`: whether a vote got lost or counts twice.
"""

# isort: off
from tests.faults import inside  # noqa: F401
# isort: on

import json
import sys
from collections.abc import Iterator

from accounts.models import Citizen, Session
from budgets.rounds.models import Round
from budgets.rounds.stores import keys, verbs
from realtime.record import audit
from realtime.record.models import Entry, Pending


def problems(round_: Round, sessions: list[str]) -> Iterator[str]:
    """Everybody acknowledged is on the roll; roll, box and commitments agree."""
    users = [row.get_decoded()["_auth_user_id"] for row in Session.objects.in_bulk(sessions).values()]
    for citizen in Citizen.objects.filter(user_id__in=users):
        if verbs.voted_on(round_.public_id, keys.voter_tag(round_.public_id, citizen)) is None:
            yield f"The acknowledged ballot of {citizen.pk} is not on the roll."
    people, ballots = sum(verbs.participants(round_.public_id).values()), verbs.ballots_in_box(round_.public_id)
    cast, replaced = (committed(round_, kind) for kind in ("round.ballot", "round.ballot-replaced"))
    if not people == ballots == cast - replaced == len(users):
        yield f"{len(users)} acknowledged, {people} on the roll, {ballots} in the box, {cast} − {replaced} commitments."
    yield from audit.problems()


def committed(round_: Round, kind: str) -> int:
    """Entries of a kind, sealed or waiting in their lane; each once."""
    found = (
        model.objects.filter(subject=round_.subject, kind=kind).values_list("id", flat=True)
        for model in (Pending, Entry)
    )
    return len(set().union(*found))


def main(public_id: str) -> None:
    """Look at everything and print it."""
    round_ = Round.objects.with_page().get(page__public_id=public_id)
    print(json.dumps({"problems": list(problems(round_, json.load(sys.stdin)))}))


main(sys.argv[1])
