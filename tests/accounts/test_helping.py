"""Volunteers with a permit: limited in time, place and number; consent kept; every act says who helped."""

from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from accounts import actions, areas, assisted, retention
from accounts.claims import Claims
from accounts.helping import actions as helping
from accounts.helping.models import AssistedAct, Help, Permit
from accounts.identity import person_key
from accounts.models import AccessLog, Area, Assurance, Channel, Citizen, User
from accounts.refusals import Refused
from petitions.models import Petition, Signature
from realtime.record import append
from tests.factories import petitions as make
from tests.factories.people import Cast, citizen, thai_number

NUMBER = thai_number(880_001)
SAID = Claims(NUMBER, "ยายมี", "อยู่สุข", date(1949, 3, 3), "500101", Assurance.DOCUMENT_SEEN)


def enter(user: User | None) -> Client:
    client = Client()
    assert user is not None
    client.force_login(user, "accounts.backends.PasswordBackend")
    return client


@pytest.fixture(autouse=True)
def _places(db: None) -> None:
    areas.load()


def give(cast: Cast, to: User | None = None, **changes: Any) -> Permit:
    now = timezone.now()
    said: dict[str, Any] = {"people": 2, "area": Area.objects.get(code="5001"), "starts_at": now - timedelta(hours=1)}
    said |= {"ends_at": now + timedelta(hours=8)}
    volunteer = to or cast.co_signer.user
    assert volunteer is not None
    return helping.give(**({"by": cast.head, "agency": cast.agency, "to": volunteer} | said | changes))


def start(client: Client, cast: Cast, number: str) -> Any:
    person = client.post("/en/account/counter/", {"agency": cast.agency.pk, "number": number})
    return client.post("/en/account/counter/assist/", {"citizen": person.context["signed"], "consent": "on"})


@pytest.fixture
def som(cast: Cast) -> Citizen:
    return actions.register(officer=cast.counter, agency=cast.agency, claims=SAID)


def test_it_works(cast: Cast, som: Citizen) -> None:
    petition = make.collecting(cast)
    permit, krit = give(cast), cast.co_signer.user
    client = enter(krit)
    assert "Help somebody" in client.get("/en/account/").content.decode()
    start(client, cast, NUMBER)
    client.post(f"/en/petitions/{petition.public_id}/sign/")
    signature = Signature.objects.get(citizen=som)
    assert signature.channel == Channel.COUNTER
    done = AssistedAct.objects.select_related("help").get()
    assert (done.kind, done.subject) == ("petition.signature", f"petition/{petition.public_id}")
    assert (done.help.officer, done.help.permit, done.help.citizen) == (krit, permit, som)
    assert done.help.consent_at <= done.at
    receipt = client.post("/en/account/counter/end/").content.decode()
    assert str(done.entry) in receipt
    assert client.post(f"/en/petitions/{petition.public_id}/sign/").status_code == 409  # nobody is before the volunteer
    assert not Signature.objects.filter(citizen=cast.co_signer).exists()
    client.post("/en/account/leave-counter/")
    client.post(f"/en/petitions/{petition.public_id}/sign/")
    assert Signature.objects.get(citizen=cast.co_signer).channel == Channel.ONLINE
    assert AssistedAct.objects.count() == 1


def test_the_person_reads_who_helped_to_what(cast: Cast, som: Citizen) -> None:
    petition = make.collecting(cast)
    client = enter(cast.counter)
    start(client, cast, NUMBER)
    client.post(f"/en/petitions/{petition.public_id}/sign/")
    client.post("/en/account/counter/end/")
    own = User.objects.create_user("som@example.org", "x")
    actions.verify(user=own, claims=SAID, source="oidc:test")
    page = enter(own).get("/en/account/privacy/").content.decode()
    assert "Signature on a petition" in page or "petition.signature" in page
    assert AccessLog.objects.filter(citizen=som, why="assisted").count() == 1


@pytest.mark.parametrize("over", ["time", "ended", "early", "inactive"])
def test_a_permit_that_does_not_run_opens_nothing(over: str, cast: Cast, som: Citizen) -> None:
    permit = give(cast)
    client = enter(cast.co_signer.user)
    start(client, cast, NUMBER)
    if over == "time":
        Permit.objects.update(starts_at=timezone.now() - timedelta(2), ends_at=timezone.now() - timedelta(1))
    elif over == "early":
        Permit.objects.update(starts_at=timezone.now() + timedelta(hours=1))
    elif over == "ended":
        helping.end_permit(by=cast.counter, permit=permit)
    else:
        User.objects.filter(email="krit@example.org").update(is_active=False)
    petition = make.collecting(cast)
    answer = client.post(f"/en/petitions/{petition.public_id}/sign/")
    assert answer.status_code == (302 if over == "inactive" else 409)
    assert not Signature.objects.filter(citizen__in=[som, cast.co_signer]).exists()
    assert client.get("/en/account/counter/").status_code in {302, 403}


def test_a_permit_is_for_one_place(cast: Cast) -> None:
    give(cast, area=Area.objects.get(code="5002"))
    actions.register(officer=cast.counter, agency=cast.agency, claims=SAID)
    answer = enter(cast.co_signer.user).post("/en/account/counter/", {"agency": cast.agency.pk, "number": NUMBER})
    assert answer.status_code == 403
    assert "registered in" in answer.content.decode()


def test_a_permit_is_for_a_number_of_people(cast: Cast, som: Citizen) -> None:
    permit = give(cast, people=1)
    volunteer = permit.user
    for _twice in range(2):
        helping.begin(officer=volunteer, agency=cast.agency, citizen=som)
    assert permit.helped() == 1
    with pytest.raises(Refused) as refusal:
        helping.begin(officer=volunteer, agency=cast.agency, citizen=citizen("อีก", "คน"))
    assert refusal.value.code == "outside-permit"


@pytest.mark.parametrize("wrong", ["by", "self", "unverified", "over", "long", "backwards"])
def test_a_permit_is_given_rightly(wrong: str, cast: Cast) -> None:
    now = timezone.now()
    changes: dict[str, dict[str, Any]] = {
        "by": {"by": cast.officer},
        "self": {"to": cast.head},
        "unverified": {"to": User.objects.create_user("v@example.org", "x")},
        "over": {"starts_at": now - timedelta(2), "ends_at": now - timedelta(1)},
        "long": {"ends_at": now + timedelta(40)},
        "backwards": {"starts_at": now + timedelta(2), "ends_at": now + timedelta(1)},
    }
    with pytest.raises(Refused):
        give(cast, **changes[wrong])
    assert not Permit.objects.exists()


def test_nobody_helps_themselves(cast: Cast) -> None:
    permit = give(cast)
    with pytest.raises(Refused):
        helping.begin(officer=permit.user, agency=cast.agency, citizen=cast.co_signer)


def test_a_volunteer_registers_people_as_stated_and_changes_nobody(cast: Cast, som: Citizen) -> None:
    volunteer = give(cast).user
    new = Claims(thai_number(880_002), "ตาดี", "อยู่สุข", date(1950, 1, 1), "500101", Assurance.DOCUMENT_SEEN)
    made = actions.register(officer=volunteer, agency=cast.agency, claims=new)
    assert (made.assurance, made.source) == (Assurance.SELF_STATED, "volunteer:opdc")
    changed = Claims(NUMBER, "ชื่ออื่น", "อื่น", SAID.birth_date, "500201", Assurance.DOCUMENT_SEEN)
    assert actions.register(officer=volunteer, agency=cast.agency, claims=changed).full_name == "ยายมี อยู่สุข"
    with pytest.raises(Refused):
        older = Claims(NUMBER, "ยายมี", "อยู่สุข", date(1900, 1, 1), "500101", Assurance.DOCUMENT_SEEN)
        actions.register(officer=volunteer, agency=cast.agency, claims=older)
    som.refresh_from_db()
    assert (som.birth_date, som.assurance) == (SAID.birth_date, Assurance.DOCUMENT_SEEN)


def test_without_the_persons_word_nothing_begins(cast: Cast, som: Citizen) -> None:
    client = enter(cast.counter)
    person = client.post("/en/account/counter/", {"agency": cast.agency.pk, "number": NUMBER})
    assert client.post("/en/account/counter/assist/", {"citizen": person.context["signed"]}).status_code == 409
    assert not Help.objects.exists()


def test_a_volunteer_needs_a_second_step_where_staff_do(cast: Cast, settings: Any) -> None:
    settings.STAFF_TWO_STEP = True
    volunteer = give(cast).user
    assert enter(volunteer).get("/en/account/counter/").status_code == 403
    Authenticator.objects.create(user=volunteer, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert enter(volunteer).get("/en/account/counter/").status_code == 200


def test_an_officer_gives_and_ends_a_permit_on_the_page(cast: Cast) -> None:
    client = enter(cast.head)
    said = {"agency": cast.agency.pk, "email": "krit@example.org", "area": "5001", "people": 20, "days": 2}
    said["day"] = timezone.localdate().isoformat()
    assert client.post("/en/account/counter/permits/", said).status_code == 302
    permit = Permit.objects.get()
    assert (permit.user, permit.people, permit.given_by) == (cast.co_signer.user, 20, cast.head)
    assert "0 of 20 people helped" in client.get("/en/account/counter/permits/").content.decode()
    assert client.post("/en/account/counter/permits/", said | {"email": "nobody@example.org"}).status_code == 422
    assert enter(cast.moderator).post(f"/en/account/counter/permits/{permit.pk}/end/").status_code == 403
    assert client.post(f"/en/account/counter/permits/{permit.pk}/end/").status_code == 302
    permit.refresh_from_db()
    assert permit.ended_at


def test_a_secret_ballot_leads_to_nobody(cast: Cast, som: Citizen) -> None:
    help = helping.begin(officer=cast.counter, agency=cast.agency, citizen=som)
    with assisted.during(assisted.Assisted(som, cast.agency, help.until, help)):
        append.append("round.ballot", "round/x", {"commitment": "0" * 64}, day_only=True)
        assert not AssistedAct.objects.exists()
        append.append("comment.withdrawn", "hearing/x", {})
    assert AssistedAct.objects.get().kind == "comment.withdrawn"


def test_helps_go_after_two_years(cast: Cast, som: Citizen) -> None:
    help = helping.begin(officer=cast.counter, agency=cast.agency, citizen=som)
    retention.run()
    assert Help.objects.exists()
    Help.objects.filter(pk=help.pk).update(until=timezone.now() - timedelta(days=731))
    retention.run()
    assert not Help.objects.exists()
    assert Petition.objects.count() == 0
    assert Citizen.objects.filter(person_key=person_key(NUMBER)).exists()
