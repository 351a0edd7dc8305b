"""An authority's own kind: written, said in words, approved by another, stamped on petitions that keep it."""

import pytest
from django.test import Client

from accounts.refusals import AlreadyDone, NotEligible
from petitions import actions, catalogue
from petitions.kinds import PetitionKind
from petitions.models import OwnKind, Petition
from petitions.presets import KINDS
from realtime.sealer import seal_all
from tests.factories import petitions as make
from tests.factories.people import PASSWORD, Cast, citizen

FORM = {
    "code": "park",
    "name": "คำร้องเรื่องสวนสาธารณะ",
    "name_en": "Petition about parks",
    "explanation": "ขอให้ปรับปรุงสวน",
    "law": "ระเบียบของสำนักงาน",
    "names": "2",
    "names_2": "3",
    "consequence_2": "debate",
    "window": "90",
    "age": "15",
    "initiators": "1",
    "moderation": "7",
    "answer": "30",
}


def signed_in(email: str) -> Client:
    client = Client()
    assert client.login(username=email, password=PASSWORD)
    return client


def in_force(cast: Cast, **other: str) -> OwnKind:
    address = f"/en/petitions/kinds/own/{cast.agency.slug}/new/"
    assert signed_in("officer@example.org").post(address, FORM | other | {"save": "yes"}).status_code == 302
    own: OwnKind = OwnKind.objects.awaiting_approval().get()
    actions.approve_kind(by=cast.head, own=own)
    return own


def started(cast: Cast) -> Petition:
    petition = make.draft(cast, "park")
    actions.submit(by=cast.petitioner, petition=petition)
    actions.open_collecting(by=cast.moderator, petition=petition)
    return petition


def test_it_works(cast: Cast) -> None:
    in_force(cast)
    petition = started(cast)
    for _ in range(3):
        make.sign(petition)
    seal_all()
    petition.refresh_from_db()
    assert petition.state == "reached"
    assert list(petition.events.values_list("kind", "number")) == [("opened", 2), ("reached", 2), ("step", 3)]


def test_it_is_shown_in_words_in_both_languages_before_it_is_saved(cast: Cast) -> None:
    page = signed_in("officer@example.org").post(f"/en/petitions/kinds/own/{cast.agency.slug}/new/", FORM)
    text = page.content.decode()
    assert "With 3 names: The council or Parliament debates it." in text
    assert "รวบรวมรายชื่อได้ 90 วัน" in text
    assert not OwnKind.objects.exists()


def test_open_petitions_keep_the_version_they_began_with(cast: Cast) -> None:
    in_force(cast)
    petition = started(cast)
    in_force(cast, names="200", names_2="300", window="30")
    again = Petition.objects.get(pk=petition.pk)
    assert (again.preset.version, again.threshold, again.preset.window.days) == (1, 2, 90)
    assert (catalogue.find("park").version, catalogue.find("park").threshold) == (2, 200)
    assert started(cast).threshold == 200


def test_nobody_approves_what_they_wrote(cast: Cast) -> None:
    kind = in_force(cast).kind
    own = actions.write_kind(by=cast.head, agency=cast.agency, kind=kind)
    with pytest.raises(NotEligible):
        actions.approve_kind(by=cast.head, own=own)
    with pytest.raises(NotEligible):
        actions.write_kind(by=cast.moderator, agency=cast.agency, kind=kind)


def test_the_names_of_presets_are_taken(cast: Cast) -> None:
    with pytest.raises(AlreadyDone):
        actions.write_kind(by=cast.officer, agency=cast.agency, kind=KINDS["agency"])


@pytest.mark.parametrize(
    ("other", "field"), [({"names": ""}, "names"), ({"names_2": "1"}, "names_2"), ({"provinces": "3"}, "per_province")]
)
def test_numbers_that_make_no_sense_are_said_beside_their_field(cast: Cast, other: dict[str, str], field: str) -> None:
    page = signed_in("officer@example.org").post(f"/en/petitions/kinds/own/{cast.agency.slug}/new/", FORM | other)
    assert page.status_code == 422
    assert page.context["form"].errors[field]


def test_names_from_each_of_enough_provinces(cast: Cast) -> None:
    in_force(cast, provinces="2", per_province="1", names_2="")
    petition = started(cast)
    for code in ("500101", "500101", "500101"):
        make.sign(petition, citizen(code=code))
    seal_all()
    petition.refresh_from_db()
    assert petition.state == "collecting"
    make.sign(petition, citizen(code="900101"))
    seal_all()
    petition.refresh_from_db()
    assert petition.state == "reached"


@pytest.mark.parametrize("code", KINDS)
def test_a_kind_survives_being_stamped(code: str) -> None:
    kind = KINDS[code]
    again = PetitionKind.from_json(kind.to_json())
    assert again.to_json() == kind.to_json()
    assert (again.window, again.assurance, again.thresholds[0].share) == (
        kind.window,
        kind.assurance,
        kind.thresholds[0].share,
    )
