"""Run inside a site (`-m tests.faults.audit PETITION`, acknowledged acts as JSON on stdin): what got lost or doubled.

Prints `{"problems": [sentences], "signatures": rows, "entries": sealed entries of the petition, "note": checkpoint}`.
"""

# isort: off
from tests.faults import inside  # noqa: F401
# isort: on

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator

from accounts.models import Session
from petitions.figures import figures, recount
from petitions.models import Petition, Signature
from realtime.record import audit, checkpoint, recounts
from realtime.record.checking import notes
from realtime.record.checking.merkle import Growing, leaf_hash
from realtime.record.models import Entry, Pending

SEALED_WITHIN = 60.0  # seconds in which the site itself has to seal what waits


def wait_until_sealed() -> Iterator[str]:
    """The running site seals, this script only looks."""
    deadline = time.monotonic() + SEALED_WITHIN
    while Pending.objects.filter(lane="").exists():
        if time.monotonic() > deadline:
            yield f"{Pending.objects.count()} entries still wait to be sealed."
            return
        time.sleep(0.1)


def acts(petition: Petition, acknowledged: dict[str, str]) -> Iterator[str]:
    """Every acknowledged signature is one row and one entry; there are as many entries as rows."""
    people = {
        row.session_key: row.get_decoded()["_auth_user_id"] for row in Session.objects.in_bulk(acknowledged).values()
    }
    signed = Counter(str(user) for user in petition.signatures.values_list("citizen__user_id", flat=True))
    for session in acknowledged:
        if (rows := signed[people[session]]) != 1:
            yield f"The acknowledged signature of session {session} is {rows} rows."
    yield from (f"User {user} signed {rows} times." for user, rows in signed.items() if rows > 1)
    sealed = Entry.objects.filter(kind="petition.signature", subject=f"petition/{petition.public_id}")
    ids = {str(identity) for identity in sealed.values_list("id", flat=True)}
    receipts = [identity for identity in acknowledged.values() if identity]
    yield from (f"The receipt {identity} has no entry." for identity in receipts if identity not in ids)
    if len(set(receipts)) != len(receipts):
        yield "Two people hold the same receipt."
    if len(ids) != signed.total():
        yield f"{signed.total()} rows, but {len(ids)} entries."


def continues(note: str) -> Iterator[str]:
    """The record of today begins with the whole record of an earlier checkpoint."""
    head = notes.open_checkpoint(note, checkpoint.public_keys())
    grown = Growing()
    for leaf in Entry.objects.filter(index__lt=head.size).order_by("index").values_list("leaf", flat=True):
        grown.add(leaf_hash(bytes(leaf)))
    if (grown.size, grown.root()) != (head.size, head.root):
        yield f"The record does not continue the checkpoint of {head.size} entries."


def main(public_id: str) -> None:
    """Look at everything and print it."""
    told = json.load(sys.stdin)
    petition = Petition.objects.get(public_id=public_id)
    problems = [*wait_until_sealed(), *acts(petition, told["acknowledged"])]
    for note in told["notes"]:
        problems += continues(note)
    problems += audit.problems()
    problems += [f"{difference.name}: {difference.found}" for difference in recounts.run()]
    petition = Petition.objects.select_related("tally").get(public_id=public_id)
    if figures(petition).total != recount(petition).total:
        problems.append("The figures of the petition are not those of a recount.")
    signatures = Signature.objects.filter(petition=petition).count()
    print(json.dumps({"problems": problems, "signatures": signatures, "figure": figures(petition).total}))


main(sys.argv[1])
