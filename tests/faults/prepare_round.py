"""Run inside a site (`-m tests.faults.prepare_round`): a round that takes ballots of everybody, told as JSON."""

# isort: off
from tests.faults import inside  # noqa: F401
# isort: on

import json
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.eligibility import Rules
from accounts.models import Agency, User
from budgets.rounds import actions
from budgets.rounds.models import Project, Round, RoundPage
from cms.tree import agency_page

NAME = "round-under-faults"


def main() -> None:
    """Print `{"round": public id, "rules": fingerprint}`."""
    agency, now = Agency.objects.get(slug="mueang-tuayang"), timezone.now()
    page = RoundPage(
        title="รอบทดสอบ", slug=NAME, summary="…", agency=agency, public_id=NAME, envelope=Decimal(1000), seed="faults",
        opens_at=now - timedelta(hours=1), closes_at=now + timedelta(days=1), eligibility=Rules().to_json(),
    )  # fmt: skip
    agency_page(agency).add_child(instance=page)
    page.save_revision().publish()
    for code in ("P1", "P2", "P3"):
        Project.objects.create(round=page.round, code=code, title=code, description="…", cost=300)
    round_ = Round.objects.with_page().get(page=page)
    actions.open_ballot(by=User.objects.get(email="head@example.org"), round=round_)
    print(json.dumps({"round": NAME, "rules": round_.rules_hash}))


main()
