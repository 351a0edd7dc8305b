"""Handing over: two certify, the package opens with the authority's key only, receipt, erasing on schedule."""

import io
import json
from datetime import date, timedelta
from pathlib import Path

import pyrage
import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import privacy
from accounts.models import Citizen, Membership, Role, User
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from petitions import actions, figures
from petitions.handing import building, erasing, keys, lists, opening, steps
from petitions.models import AuthorityKey, Package, Petition, Signature
from realtime.record import receipts, recounts
from realtime.record.checking.merkle import Broken
from realtime.record.checking.notes import Key, read_key
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import people
from tests.factories import petitions as make
from tests.factories.people import Cast

SECRET = pyrage.x25519.Identity.generate()


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> None:
    settings.VAR = tmp_path  # type: ignore[attr-defined]


def trusted() -> list[Key]:
    return [read_key(line) for line in receipts.verifier_keys().splitlines()]


def ready(cast: Cast, petition: Petition | None = None) -> Package:
    petition = petition or make.delivered(cast)
    keys.register(by=cast.head, agency=cast.agency, recipient=str(SECRET.to_public()))
    package = steps.ask(by=cast.officer, petition=petition)
    steps.certify(by=cast.head, package=package)
    assert building.build_waiting() == 1
    seal_all()
    assert building.build_waiting() == 1
    package.refresh_from_db()
    return package


def opened(package: Package, folder: Path, secret: object = SECRET) -> opening.Opened:
    with building.path_of(package).open("rb") as file:
        return opening.open_package(file, str(secret), folder, trusted())


def received(cast: Cast) -> Package:
    package = ready(cast)
    steps.receive(by=cast.head, package=package, code=building.code_of(package))
    actions.answer(by=cast.officer, petition=Petition.objects.get(pk=package.petition_id), text="ตอบ")
    seal_all()
    return package


def test_it_works(cast: Cast, tmp_path: Path) -> None:
    package = ready(cast)
    found = opened(package, tmp_path / "open")
    rows = json.loads((found.folder / "names.json").read_text())
    assert (len(rows), found.manifest["total"], package.state) == (2, 2, "ready")
    assert rows[0]["given_name"] == "มานะ"
    assert (found.folder / "names.csv").read_text("utf-8-sig").splitlines()[0].startswith("no,given_name")
    receipt = steps.receive(by=cast.officer, package=package, code=found.code.lower())
    seal_all()
    assert Entry.objects.get(id=receipt.id).kind == "petition.received"


def test_every_row_agrees_with_its_entry_in_the_record(cast: Cast) -> None:
    petition = make.delivered(cast)
    by_act = {}
    for entry in Entry.objects.filter(kind="petition.signature"):
        body = json.loads(bytes(entry.leaf))["body"]
        by_act[body["act"]] = body["by"]
    assert {row["act"]: row["commitment"] for row in lists.rows(petition)} == by_act


def test_another_key_does_not_open_it(cast: Cast, tmp_path: Path) -> None:
    package = ready(cast)
    with pytest.raises(pyrage.DecryptError):
        opened(package, tmp_path / "open", pyrage.x25519.Identity.generate())


def test_no_name_touches_the_disk_in_clear(cast: Cast, tmp_path: Path) -> None:
    ready(cast)
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or "มานะ".encode() not in path.read_bytes()


def test_a_changed_file_is_noticed(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = ready(cast)
    Package.objects.update(state="counted", manifest=package.manifest.replace('"total": 2', '"total": 3'))
    building.build_waiting()
    with pytest.raises(Broken):
        opened(package, tmp_path / "open")


def test_the_record_is_given_the_hash_and_nothing_personal(cast: Cast) -> None:
    package = ready(cast)
    leaf = json.loads(bytes(Entry.objects.get(id=str(package.entry)).leaf))
    assert leaf["body"] == {"manifest": package.manifest_sha256, "total": 2, "key": package.key.fingerprint}


def test_one_person_cannot_certify_alone(cast: Cast) -> None:
    petition = make.delivered(cast)
    keys.register(by=cast.head, agency=cast.agency, recipient=str(SECRET.to_public()))
    Membership.objects.create(user=cast.head, agency=cast.agency, role=Role.AUTHOR)
    package = steps.ask(by=cast.head, petition=petition)
    with pytest.raises(NotEligible):
        steps.certify(by=cast.head, package=package)
    with pytest.raises(IntegrityError), transaction.atomic():
        Package.objects.update(state="certified", certified_by=cast.head)


def test_without_key_or_before_hand_over_there_is_no_package(cast: Cast) -> None:
    with pytest.raises(Refused):
        steps.ask(by=cast.officer, petition=make.delivered(cast))


def test_before_hand_over_there_is_no_package(cast: Cast) -> None:
    keys.register(by=cast.head, agency=cast.agency, recipient=str(SECRET.to_public()))
    with pytest.raises(Closed):
        steps.ask(by=cast.officer, petition=make.reached(cast))


def test_it_is_asked_for_once_a_delivery(cast: Cast) -> None:
    package = ready(cast)
    with pytest.raises(AlreadyDone):
        steps.ask(by=cast.officer, petition=package.petition)


def test_keys_are_rotated_and_a_secret_key_is_refused(cast: Cast) -> None:
    first = keys.register(by=cast.head, agency=cast.agency, recipient=str(SECRET.to_public()))
    with pytest.raises(AlreadyDone):
        keys.register(by=cast.head, agency=cast.agency, recipient=str(SECRET.to_public()))
    for wrong in (str(SECRET), "age1wrong", "ssh-rsa AAAA", "ก"):
        with pytest.raises(Refused):
            keys.register(by=cast.head, agency=cast.agency, recipient=wrong)
    other = pyrage.x25519.Identity.generate()
    second = keys.register(by=cast.head, agency=cast.agency, recipient=str(other.to_public()))
    first.refresh_from_db()
    assert first.retired_at and keys.in_use(cast.agency) == second
    assert AuthorityKey.objects.count() == 2


VERBS = {
    "key": {Role.HEAD},
    "ask": {Role.COUNTER, Role.AUTHOR},
    "certify": {Role.HEAD},
    "fetch": {Role.AUTHOR, Role.HEAD},
    "receive": {Role.AUTHOR, Role.HEAD},
}


@pytest.mark.parametrize("verb", VERBS)
def test_each_step_is_for_its_roles_only(cast: Cast, verb: str) -> None:
    def attempt(by: User) -> None:
        if verb == "key":
            keys.register(by=by, agency=cast.agency, recipient=str(pyrage.x25519.Identity.generate().to_public()))
        elif verb == "ask":
            Package.objects.all().delete()
            steps.ask(by=by, petition=petition)
        elif verb == "certify":
            Package.objects.update(state="asked", certified_by=None)
            steps.certify(by=by, package=Package.objects.get())
        elif verb == "fetch":
            steps.fetch(by=by, package=Package.objects.get())
        else:
            Package.objects.update(state="ready")
            steps.receive(by=by, package=Package.objects.get(), code=building.code_of(Package.objects.get()))

    package = ready(cast)
    petition = package.petition
    for role in Role:
        officer = people.officer(role, f"{role}-7@example.org", cast.agency)
        elsewhere = people.officer(role, f"{role}-8@example.org", people.agency("other"))
        if role in VERBS[verb]:
            attempt(officer)
        else:
            with pytest.raises(NotEligible):
                attempt(officer)
        with pytest.raises(NotEligible):
            attempt(elsewhere)


def test_a_wrong_code_confirms_nothing(cast: Cast) -> None:
    with pytest.raises(Refused):
        steps.receive(by=cast.head, package=ready(cast), code="AAAAAAAA")


def test_everybody_in_it_sees_who_fetched_it(cast: Cast) -> None:
    package = ready(cast)
    steps.fetch(by=cast.officer, package=package)
    signer = Signature.objects.filter(petition_id=package.petition_id)[0].citizen
    assert [(look.why, look.officer) for look in privacy.looks(signer)] == [("handed", cast.officer)]
    assert privacy.looks(cast.stranger) == []


def test_personal_data_goes_on_schedule_and_the_count_stays_provable(cast: Cast) -> None:
    package = received(cast)
    assert erasing.erase_due() == 0
    assert erasing.erase_due(timezone.localdate() + timedelta(days=181)) == 1
    seal_all()
    assert not Signature.objects.filter(citizen__isnull=False).exists()
    assert all(bytes(row.salt) == b"" for row in Signature.objects.all())
    assert not building.path_of(package).exists()
    counted = figures.figures(Petition.objects.with_tally().get())
    assert counted.total == 2 and figures.recount(Petition.objects.get()).total == 2
    assert Entry.objects.filter(kind="petition.signature").count() == 2
    assert list(recounts.run("petitions.signatures")) == []
    with pytest.raises(Closed):
        steps.fetch(by=cast.head, package=Package.objects.get())


def test_nothing_is_erased_before_the_petition_is_over(cast: Cast) -> None:
    package = ready(cast)
    steps.receive(by=cast.head, package=package, code=building.code_of(package))
    assert erasing.erase_due(timezone.localdate() + timedelta(days=999)) == 0


def test_a_signature_can_lose_its_person_but_never_get_another(cast: Cast) -> None:
    make.delivered(cast)
    with pytest.raises(Exception, match="stands"), transaction.atomic():
        Signature.objects.update(citizen=cast.stranger)
    with pytest.raises(Exception, match="stands"), transaction.atomic():
        Signature.objects.update(citizen=None)


def test_the_command_opens_it(cast: Cast, tmp_path: Path) -> None:
    package = ready(cast)
    key = tmp_path / "key.txt"
    key.write_text(f"# secret\n{SECRET}\n")
    out = io.StringIO()
    call_command(
        "handover", "open", str(building.path_of(package)), "--key", str(key), "--to", str(tmp_path / "o"), stdout=out
    )
    assert building.code_of(package) in out.getvalue()


def test_the_officers_walk_it_by_pages(cast: Cast) -> None:
    petition = make.delivered(cast)
    officer, head = Client(), Client()
    officer.force_login(cast.officer)
    head.force_login(cast.head)
    key, url = (
        reverse("petitions:handover-key", args=["opdc"]),
        reverse("petitions:handover", args=[petition.public_id]),
    )
    assert head.post(key, {"recipient": str(SECRET.to_public())}).status_code == 302
    assert officer.get(key).status_code == 200
    officer.post(url, {"ask": "1"})
    head.post(url, {"certify": "1"})
    building.build_waiting()
    seal_all()
    building.build_waiting()
    package = Package.objects.get()
    got = head.post(reverse("petitions:handover-fetch", args=[petition.public_id, package.pk]))
    assert b"".join(got.streaming_content).startswith(b"age-encryption.org/v1")  # type: ignore[attr-defined]
    assert head.get(url).status_code == 200
    assert head.post(url, {"code": building.code_of(package)}).status_code == 302
    assert Client().get(url).status_code == 302
    stranger = Client()
    stranger.force_login(cast.stranger.user)  # type: ignore[arg-type]
    assert stranger.get(url).status_code == 403


def test_ten_thousand_names_need_no_more_memory(cast: Cast, tmp_path: Path) -> None:
    import tracemalloc

    petition = make.reached(cast)
    persons = Citizen.objects.bulk_create(
        [
            Citizen(person_key=number.to_bytes(32), given_name="ก", family_name=f"ข{number}",
                    birth_date=date(1990, 1, 1), area_id="500101", assurance=2, source="test")
            for number in range(10_000)
        ]
    )  # fmt: skip
    now = timezone.now()
    Signature.objects.bulk_create(
        [Signature(petition=petition, citizen=one, province="50", salt=b"s" * 32, signed_at=now) for one in persons],
        batch_size=2000,
    )
    actions.deliver(by=cast.petitioner, petition=petition)
    persons.clear()
    tracemalloc.start()
    package = ready(cast, petition)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 25_000_000
    assert opened(package, tmp_path / "open").manifest["total"] == 10_002
