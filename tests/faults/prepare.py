"""Run inside a site (`-m tests.faults.prepare PEOPLE`): people with sessions and an open petition, told as JSON."""

# isort: off
from tests.faults import inside  # noqa: F401
# isort: on

import json
import sys

from accounts.models import Agency, Citizen, User
from petitions import actions
from petitions.models import Petition
from realtime.sealer import seal_all
from tests.benchmarks import _signing_people as signing_people
from tests.factories.petitions import TEXT


def petition() -> Petition:
    """A citizens' initiative with a threshold that nobody reaches here, open for names."""
    made = actions.draft(
        by=Citizen.objects.get(user__email="mali@example.org"),
        kind="citizens-initiative",
        addressee=Agency.objects.filter(kind=Agency.Kind.PARLIAMENT)[0],
        text=TEXT,
    )
    actions.submit(by=made.petitioner, petition=made)
    actions.open_collecting(by=User.objects.get(email="moderator@example.org"), petition=made)
    seal_all()
    return made


def main(count: int) -> None:
    """Print `{"petition": public id, "sessions": session keys}`."""
    print(json.dumps({"petition": petition().public_id, "sessions": signing_people.citizens(count)}))


main(int(sys.argv[1]))
