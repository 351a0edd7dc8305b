"""One of nearly everything in the cast's agency, so that every officer's address leads somewhere."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Role, User
from accounts.rights.models import Breach
from budgets.booth import actions as booth
from budgets.proposals import actions as reviewing
from budgets.rounds.models import Project
from petitions.models import Batch
from petitions.paper import sampling
from realtime.sealer import seal_all
from tests.budgets.ledger import test_desk as ledger
from tests.consult import test_prepare as drafting
from tests.evaluations import test_due as evaluations
from tests.factories import budgets, hearings, people, petitions, proposals
from tests.factories.people import Cast
from tests.ideas import test_ideas as ideas
from tests.petitions.paper import sheets


def officers(cast: Cast) -> dict[Role, User]:
    """One officer of each role."""
    known = {
        Role.AUTHOR: cast.officer,
        Role.HEAD: cast.head,
        Role.COUNTER: cast.counter,
        Role.MODERATOR: cast.moderator,
        Role.REVIEWER: budgets.reviewer(cast),
    }
    return known | {Role.AUDITOR: people.officer(Role.AUDITOR, "auditor@example.org", cast.agency)}


def built(cast: Cast) -> dict[str, dict[str, Any]]:
    """The places in addresses, by the address or by its room (what stands before the colon)."""
    own = {"agency": cast.agency.slug, "slug": cast.agency.slug}
    breach = Breach.objects.create(agency=cast.agency, known_at=timezone.now(), happened="x", by=cast.head)
    found: dict[str, dict[str, Any]] = {"": own, "rights": {"pk": breach.pk, "name": "office"}}
    found["evaluations"] = {"slug": evaluations.listed(cast, "late").slug}
    found["ideas"] = {"public_id": ideas.proposed(cast).public_id}
    for room in (_hearing, _law, _budget, _rounds, _petitions):
        found |= room(cast)
    return found


def _hearing(cast: Cast) -> dict[str, dict[str, Any]]:
    hearing = hearings.opened(cast)
    comment = hearings.said(hearing, cast.petitioner)
    about = {"kind": "hearing", "public_id": hearing.public_id}
    one = {"public_id": hearing.public_id, "comment_id": comment.pk}
    over = {"public_id": hearings.closed(cast).public_id}
    rooms: dict[str, dict[str, Any]] = dict.fromkeys(["sense", "questions", "stakeholders"], about)
    rooms |= {"hearings": one | {"verb": "submit"}, "hearings:finish": over, "hearings:report-part": over}
    return rooms | {"moderation": {"kind": "comment", "identity": comment.pk}}


def _law(cast: Cast) -> dict[str, dict[str, Any]]:
    draft = drafting.draft(cast)
    places = {"slug": draft.law.slug, "number": draft.number, "eid": "sec_2", "verb": "merge"}
    return {"drafting": places}


def _budget(cast: Cast) -> dict[str, dict[str, Any]]:
    upload = ledger.send(cast, ledger.HEAD + ledger.ROWS, 2567)
    return {"ledger": {"public_id": ledger.published(cast).public_id, "pk": upload.pk}}


def _rounds(cast: Cast) -> dict[str, dict[str, Any]]:
    ideas_now, voted = proposals.taking_ideas(cast), budgets.opened(cast)
    proposal = proposals.proposed(ideas_now)
    for user in (cast.officer, cast.head, budgets.reviewer(cast)):
        reviewing.name_reviewer(by=cast.head, round=ideas_now, user=user, title="วิศวกรโยธา")
    station = booth.set_up(by=cast.head, round=voted, name="ศาลาประชาคม", place="หมู่ 3", delivered=20)
    return {
        "proposals": {"round_id": ideas_now.public_id, "public_id": proposal.public_id},
        "booth": {"round_id": voted.public_id, "public_id": station.public_id},
        "rounds": {"public_id": voted.public_id},
        "works": {"round_id": voted.public_id, "code": Project.objects.filter(round=voted)[0].code},
    }


def _petitions(cast: Cast) -> dict[str, dict[str, Any]]:
    petition = petitions.collecting(cast)
    sheet = sheets.sheet(cast, petition)
    sheets.person(1)
    sheets.record(cast, sheet, sheets.line(1, 1), sheets.line(2, 2, identity="1"))
    seal_all()
    sample = sampling.draw(by=cast.head, petition=petition, size=1)
    now = timezone.now()
    batch = Batch.objects.create(
        petition=petition, pattern="second", mark="x", since=now - timedelta(minutes=1), until=now, number=3
    )
    rooms: dict[str, dict[str, Any]] = {"petitions": {"public_id": petition.public_id, "code": sheet.code}}
    return rooms | {"petitions:batch": {"pk": batch.pk}, "petitions:paper-sample": {"pk": sample.pk}}
