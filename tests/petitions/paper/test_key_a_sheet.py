"""Keying a sheet: each line counts once or says why not."""

import json
import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import AccessLog, Assurance, Citizen, Role
from accounts.refusals import AlreadyDone, NotEligible, Refused
from petitions import actions, figures
from petitions.models import Batch, Outcome, Petition, Sheet, SheetLine, Signature
from petitions.paper import keying, sheets
from petitions.paper.reading import read
from petitions.rules import Signable
from realtime.record import recounts
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import people
from tests.factories import petitions as make
from tests.factories.people import Cast, standing_cast
from tests.petitions.paper.sheets import line, number, person, record, sheet


def test_it_works(cast: Cast) -> None:
    petition = make.collecting(cast)
    person(1)
    made = sheet(cast, petition)
    assert record(cast, made, line(1, 1), line(2, 2)) == {1: "counted", 2: "unknown"}
    seal_all()
    petition.refresh_from_db()
    counts = figures.figures(Petition.objects.with_tally().get(pk=petition.pk))
    assert (counts.total, counts.paper) == (1, 1)
    assert list(recounts.run("petitions.signatures")) == []
    made.refresh_from_db()
    body = json.loads(bytes(Entry.objects.get(id=str(made.receipt)).leaf))["body"]
    assert (body["sheet"], body["lines"], body["counted"]) == (made.code, 2, 1)


CASES: dict[str, tuple[dict[str, Any], str]] = {
    "a wrong check digit": ({"identity": "1234567890123"}, "number"),
    "unreadable": ({"identity": "", "given_name": "", "family_name": "", "unreadable": True}, "unreadable"),
    "no family name": ({"family_name": ""}, "unreadable"),
    "another name": ({"given_name": "สมศรี", "family_name": "ใจกล้า"}, "name"),
    "a slip of the pen": ({"family_name": "รักไท"}, "counted"),
    "a title before the name": ({"given_name": "นายมานะ"}, "counted"),
    "names in each other's place": ({"given_name": "รักไทย", "family_name": "มานะ"}, "counted"),
    "a name in two scripts, birth date agrees": ({"given_name": "Mana", "family_name": "Rakthai"}, "counted"),
    "a name in two scripts, no birth date": (
        {"given_name": "Mana", "family_name": "Rakthai", "birth": ""},
        "name",
    ),
    "a C.E. year": ({"birth": "17/5/1990"}, "counted"),
    "Thai digits and month": ({"birth": "๑๗ พ.ค. ๒๕๓๓"}, "counted"),
    "another birth date": ({"birth": "18/5/2533"}, "birth"),
    "no birth date": ({"birth": ""}, "counted"),
    "an impossible birth date": ({"birth": "31/2/2533"}, "counted"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_line_with(cast: Cast, case: str) -> None:
    changes, outcome = CASES[case]
    person(1)
    assert record(cast, sheet(cast, make.collecting(cast)), line(1, 1, **changes)) == {1: outcome}


def test_a_birthday_with_day_and_month_swapped_is_counted_with_a_remark(cast: Cast) -> None:
    person(1, born=date(1990, 5, 7))
    made = sheet(cast, make.collecting(cast))
    assert record(cast, made, line(1, 1, birth="5/7/2533")) == {1: "counted"}
    assert SheetLine.objects.get().remarks == ["day-month"]


def test_the_eligibility_engine_decides(cast: Cast) -> None:
    petition = make.collecting(cast)
    person(1, born=date(2015, 1, 1))
    person(2, code="100101")
    person(3, assurance=Assurance.SELF_STATED)
    lines = [line(place, place, birth="") for place in (1, 2, 3)]
    assert record(cast, sheet(cast, petition), *lines) == {1: "young", 2: "area", 3: "assurance"}


def test_who_signed_before_is_told_how(cast: Cast) -> None:
    petition = make.collecting(cast)
    for serial, channel in ((1, "online"), (2, "counter"), (3, "paper")):
        make.sign(petition, person(serial), channel=channel)
    lines = [line(place, place) for place in (1, 2, 3)]
    assert record(cast, sheet(cast, petition), *lines) == {1: "online", 2: "counter", 3: "paper"}


def test_the_same_person_on_two_lines_counts_once(cast: Cast) -> None:
    person(1)
    outcomes = record(cast, sheet(cast, make.collecting(cast)), line(1, 1), line(2, 1))
    assert sorted(outcomes.values()) == ["counted", "paper"]


def test_a_newcomer_whose_card_was_seen_is_registered_and_counted(cast: Cast) -> None:
    petition = make.collecting(cast)
    people.area("500101")
    outcomes = record(cast, sheet(cast, petition), line(1, 9, area="500101", card_seen=True))
    assert outcomes == {1: "counted"}
    new = Signature.objects.get().citizen
    assert new is not None
    assert (new.assurance, new.birth_date) == (Assurance.DOCUMENT_SEEN, date(1990, 5, 17))
    assert new.registered_by == cast.counter


def test_a_sheet_is_recorded_once(cast: Cast) -> None:
    person(1)
    made = sheet(cast, make.collecting(cast))
    record(cast, made, line(1, 1))
    with pytest.raises(AlreadyDone) as refusal:
        record(cast, made, line(2, 1))
    assert made.code in str(refusal.value.reasons[0])
    assert SheetLine.objects.count() == 1


def test_a_form_for_another_text_has_expired(cast: Cast) -> None:
    person(1)
    made = sheet(cast, make.collecting(cast))
    Sheet.objects.update(rules_hash="another")
    made.refresh_from_db()
    assert record(cast, made, line(1, 1)) == {1: "expired"}


def test_after_the_closing_day_every_line_has_expired(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    person(1)
    made = sheet(cast, make.collecting(cast))
    later = timezone.now() + timedelta(days=366)
    monkeypatch.setattr("petitions.rules.timezone.now", lambda: later)
    assert record(cast, made, line(1, 1)) == {1: "expired"}
    assert not Signature.objects.exists()


def test_neither_number_nor_name_is_kept(cast: Cast) -> None:
    made = sheet(cast, make.collecting(cast))
    record(cast, made, line(1, 7))
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(l)::text FROM petitions_sheetline l")
        kept = cursor.fetchone()[0]
    assert number(7) not in kept and "มานะ" not in kept
    assert number(7) not in repr(read(line(1, 7)))


def test_who_is_matched_sees_the_look(cast: Cast) -> None:
    known = person(1)
    record(cast, sheet(cast, make.collecting(cast)), line(1, 1))
    assert AccessLog.objects.get(citizen=known).why == AccessLog.Why.CHECKED


def test_numbers_one_after_the_other_are_flagged_and_counted_all_the_same(cast: Cast) -> None:
    for serial in range(6):
        person(serial)
    made = sheet(cast, make.collecting(cast))
    assert set(record(cast, made, *[line(place + 1, place) for place in range(6)]).values()) == {"counted"}
    batch = Batch.objects.get()
    assert (batch.pattern, batch.mark, batch.number) == ("sequence", made.code, 6)


def test_the_preview_tells_the_same_and_writes_nothing(cast: Cast) -> None:
    petition = make.collecting(cast)
    make.sign(petition, person(1))
    person(2)
    made = sheet(cast, petition)
    lines = [read(line(1, 1)), read(line(2, 2)), read(line(3, 3))]
    seen = keying.preview(by=cast.counter, sheet=made, lines=lines)
    assert [one.outcome for one in seen] == ["online", "counted", "unknown"]
    assert (SheetLine.objects.count(), Signature.objects.count()) == (0, 1)


@pytest.mark.parametrize("role", Role)
def test_who_may_key_and_who_may_print(cast: Cast, role: Role) -> None:
    petition = make.collecting(cast)
    person(1)
    made = sheet(cast, petition)
    officer = people.officer(role, f"{role}-3@example.org", cast.agency)
    elsewhere = people.officer(role, f"{role}-4@example.org", people.agency("other"))
    for one in (officer, elsewhere):
        if role == Role.COUNTER and one is officer:
            keying.preview(by=one, sheet=made, lines=[read(line(1, 1))])
        else:
            with pytest.raises(NotEligible):
                keying.record(by=one, sheet=made, lines=[read(line(1, 1))])
    if role in {Role.COUNTER, Role.AUTHOR, Role.HEAD}:
        assert len(sheets.make(by=officer, citizen=None, petition=petition, number=3)) == 3
    else:
        with pytest.raises(NotEligible):
            sheets.make(by=officer, citizen=None, petition=petition, number=3)


def test_an_initiator_prints_and_others_do_not(cast: Cast) -> None:
    petition = make.collecting(cast)
    assert cast.petitioner.user and cast.stranger.user
    assert sheets.make(by=cast.petitioner.user, citizen=cast.petitioner, petition=petition, number=1)
    with pytest.raises(NotEligible):
        sheets.make(by=cast.stranger.user, citizen=cast.stranger, petition=petition, number=1)


def test_an_empty_sheet_and_a_line_beyond_the_sheet_are_refused(cast: Cast) -> None:
    made = sheet(cast, make.collecting(cast))
    with pytest.raises(Refused):
        record(cast, made)
    with pytest.raises(Refused):
        record(cast, made, line(11, 1))
    assert Sheet.objects.get().keyed_at is None


def _at_once(*jobs: object) -> list[str]:
    outcomes: list[str] = []
    ready = threading.Barrier(len(jobs))

    def run(job: object) -> None:
        ready.wait()
        try:
            outcomes.append(job())  # type: ignore[operator]
        except Refused as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_a_phone_and_a_sheet_at_the_same_instant_count_once() -> None:
    cast = standing_cast()
    petition = make.collecting(cast)
    made = sheets.make(by=cast.counter, citizen=None, petition=petition, number=8)
    for serial in range(8):
        known = person(serial)

        def phone(by: Citizen = known) -> str:
            actions.sign(by=by, petition=Signable.of(petition))
            return "signed"

        def paper(on: Sheet = made[serial], serial: int = serial) -> str:
            return record(cast, on, line(1, serial))[1]

        outcomes = set(_at_once(phone, paper))
        assert outcomes in ({"signed", "online"}, {"already-done", "counted"})
    seal_all()
    assert figures.figures(Petition.objects.with_tally().get()).total == 8
    assert list(recounts.run("petitions.signatures")) == []


@pytest.mark.django_db(transaction=True)
def test_two_officers_record_one_sheet_at_the_same_instant() -> None:
    cast = standing_cast()
    petition = make.collecting(cast)
    made = sheet(cast, petition)
    person(1)
    outcomes = _at_once(*[lambda: record(cast, made, line(1, 1))[1]] * 4)
    assert sorted(outcomes) == ["already-done"] * 3 + ["counted"]


@pytest.mark.django_db(transaction=True)
def test_the_same_people_on_two_sheets_in_opposite_order_never_block_each_other() -> None:
    cast = standing_cast()
    petition = make.collecting(cast)
    one, two = sheets.make(by=cast.counter, citizen=None, petition=petition, number=2)
    for serial in range(10):
        person(serial)
    forth = [line(place + 1, place) for place in range(10)]
    back = [line(place + 1, 9 - place) for place in range(10)]

    def key(on: Sheet, lines: list[object]) -> str:
        found = record(cast, on, *lines)  # type: ignore[arg-type]
        return ",".join(found.values())

    outcomes = ",".join(_at_once(lambda: key(one, forth), lambda: key(two, back))).split(",")  # type: ignore[arg-type]
    assert outcomes.count(Outcome.COUNTED) == 10 and outcomes.count(Outcome.ALREADY_PAPER) == 10
