"""The table of responses: every contribution, filtered by a link, exported whole."""

from django.test import Client

from consult.hearings import actions
from consult.hearings.actions import Said
from consult.hearings.exports import contribution_rows
from consult.hearings.states import Decision
from consult.sense.models import Grouping
from tests.consult.test_respond_many import REASON, grouped
from tests.factories import hearings as make
from tests.factories.people import Cast


def test_it_works(cast: Cast) -> None:
    hearing = make.opened(cast)
    said = [make.said(hearing, by) for by in (cast.petitioner, cast.co_signer, cast.stranger)]
    group = grouped(hearing, *said[:2])
    answer = Said(Decision.ACCEPTED, REASON, "Changed as proposed.")
    actions.answer_group(by=cast.officer, hearing=hearing, group=group, said=answer, seen=0)
    address = f"/en/hearings/{hearing.public_id}/responses/"
    page = Client().get(address).content.decode()
    assert page.count("Changed as proposed.") == 2
    assert "waits for an answer" in page
    assert Client().get(f"{address}?decision=accepted").content.decode().count("Changed as proposed.") == 2
    assert "Changed as proposed." not in Client().get(f"{address}?show=waiting").content.decode()
    assert Client().get(address).cookies == {}


def test_every_contribution_is_exported(cast: Cast) -> None:
    hearing = make.opened(cast)
    said = [make.said(hearing, by) for by in (cast.petitioner, cast.co_signer)]
    group = grouped(hearing, said[0])
    assert {row[4] for row in contribution_rows(hearing.public_id)} == {""}  # the agency has not shown its groups
    actions.answer_group(by=cast.officer, hearing=hearing, group=group, said=Said(Decision.REFUSED, REASON), seen=0)
    rows = {row[0]: row for row in contribution_rows(hearing.public_id)}
    assert rows[str(said[0].pk)][4:8] == ("1", group.name, "refused", REASON)
    assert rows[str(said[1].pk)][4:] == ("", "", "", "", "", "")


def test_groups_show_when_the_agency_shows_them(cast: Cast) -> None:
    from django.utils import timezone

    hearing = make.opened(cast)
    grouped(hearing, make.said(hearing, cast.petitioner))
    address = f"/th/hearings/{hearing.public_id}/responses/"
    assert "ขอขยายเวลา" not in Client().get(address).content.decode()
    Grouping.objects.create(kind="hearing", public_id=hearing.public_id, published_at=timezone.now())
    assert "ขอขยายเวลา" in Client().get(address).content.decode()
