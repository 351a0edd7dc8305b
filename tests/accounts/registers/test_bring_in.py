"""Bringing in a register: all of it or nothing, and a clear sentence for what is wrong with a line."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts import register as known
from accounts.identity import person_key
from accounts.models import Agency, Citizen
from accounts.refusals import Refused
from accounts.registers import importing, matching
from accounts.registers.models import Entry, Import, Register
from accounts.registers.reading import REFUSALS, REMARKS, Unreadable, birth_date
from tests.factories.people import agency, area, thai_number

HEADING = "number,given_name,family_name,birth_date,area"


@pytest.fixture
def roll(db: None) -> Register:
    area("500101")
    return Register.objects.create(slug="roll", agency=agency())


def line(serial: int, born: str = "1990-05-17", code: str = "500101", number: str = "") -> str:
    return f"{number or thai_number(serial)},สมปอง,มั่นคง,{born},{code}"


def bring_in(roll: Register, *lines: str) -> Import:
    return importing.bring_in(roll, [HEADING, *lines])


def test_it_works(roll: Register) -> None:
    done = bring_in(roll, line(1), line(2))
    assert (done.read, done.taken, done.refused, done.gone, done.findings) == (2, 2, 0, 0, {})
    entry = Entry.objects.get(person_key=person_key(thai_number(1)))
    assert matching.known(entry) == ("สมปอง", "มั่นคง", date(1990, 5, 17))
    assert entry.area_id == "500101"


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (line(3, number="123"), "length"),
        (line(3, number="1234567890123"), "check"),
        (line(3, born="yesterday"), "birth"),
        (line(3, born="31/2/2533"), "birth"),
        (line(3, born="2099-01-01"), "future"),
        (line(3, born="1700-01-01"), "future"),
        (line(3, code="999999"), "area"),
        (line(1), "duplicate"),
        (f"{thai_number(3)},,มั่นคง,1990-05-17,500101", "name"),
        (f"{thai_number(3)},สมปอง", "columns"),
        ("", "columns"),
    ],
)
def test_it_says_what_is_wrong_with_a_line(roll: Register, bad: str, code: str) -> None:
    done = bring_in(roll, line(1), bad)
    assert (done.taken, done.refused) == (1, 1)
    assert done.findings == {code: {"count": 1, "lines": [3]}}
    assert code in REFUSALS


@pytest.mark.parametrize(
    ("odd", "codes"),
    [
        (line(3, born="17/5/2533"), {"buddhist"}),
        (line(3, born="๑๗/๕/๒๕๓๓"), {"buddhist"}),
        (line(3, born="5/17/1990"), {"swapped"}),
        (line(3, born="2533-17-05"), {"buddhist", "swapped"}),
        (line(3, number="-".join([thai_number(3)[:1], thai_number(3)[1:]])), {"spelt"}),
        (line(3, number=thai_number(3).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))), {"spelt"}),
    ],
)
def test_it_understands_and_tells(roll: Register, odd: str, codes: set[str]) -> None:
    done = bring_in(roll, odd)
    assert set(done.findings) == codes <= set(REMARKS)
    entry = Entry.objects.get(person_key=person_key(thai_number(3)))
    assert matching.known(entry)[2] == date(1990, 5, 17)


@pytest.mark.parametrize("text", ["", "17", "17/5/33", "0/0/2533", "1990-13-13", "17 พ.ค. 2533"])
def test_it_guesses_no_birth_date(text: str) -> None:
    with pytest.raises(Unreadable):
        birth_date(text)


def test_bringing_in_again_replaces(roll: Register) -> None:
    bring_in(roll, line(1), line(2))
    done = bring_in(roll, line(2, born="1991-01-01"), line(3))
    assert (done.taken, done.gone) == (2, 1)
    assert {bytes(entry.person_key) for entry in Entry.objects.all()} == {
        person_key(thai_number(2)),
        person_key(thai_number(3)),
    }
    assert matching.known(Entry.objects.get(person_key=person_key(thai_number(2))))[2] == date(1991, 1, 1)


@pytest.mark.parametrize("lines", [[], [HEADING], [HEADING, "x,y"], ["number,given_name", "1,2"]])
def test_a_file_without_people_changes_nothing(roll: Register, lines: list[str]) -> None:
    bring_in(roll, line(1))
    with pytest.raises(Refused):
        importing.bring_in(roll, lines)
    assert Entry.objects.count() == 1


def test_thai_headings_and_the_windows_encoding_are_read(roll: Register, tmp_path: Path) -> None:
    heading = "เลขประจำตัวประชาชน,ชื่อ,ชื่อสกุล,วันเกิด,รหัสตำบล"
    for encoding in ("utf-8-sig", "cp874"):
        path = tmp_path / "roll.csv"
        path.write_text(f"{heading}\n{line(1)}\n", encoding=encoding)
        assert importing.from_file(roll, path).taken == 1
        assert matching.known(Entry.objects.get())[0] == "สมปอง"


def test_nothing_of_a_person_stands_in_plain(roll: Register) -> None:
    bring_in(roll, line(1), line(2, born="yesterday"))
    with connection.cursor() as cursor:
        for table in ("registers_entry", "registers_import"):
            cursor.execute(f"SELECT one::text FROM {table} AS one")
            text = " ".join(row[0] for row in cursor.fetchall())
            for secret in ("สมปอง", "สมปอง".encode().hex(), thai_number(1), thai_number(2), "1990-05-17", "yesterday"):
                assert secret not in text


def test_the_register_answers_for_paper_sheets(roll: Register) -> None:
    bring_in(roll, line(1))
    assert not Citizen.objects.exists()
    found = known.people([person_key(thai_number(1)), person_key(thai_number(9))])
    assert [one.full_name for one in found.values()] == ["สมปอง มั่นคง"]
    assert found.keys() == {person_key(thai_number(1))}
    assert known.people([person_key(thai_number(1))]).keys() == found.keys()
    assert Citizen.objects.count() == 1


def test_the_command_reports(roll: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "roll.csv"
    path.write_text("\n".join([HEADING, line(1), line(2, born="1/13/2533"), line(3, code="1")]), encoding="utf-8")
    call_command("import_register", path, register="roll", agency=roll.agency.slug)
    said = capsys.readouterr().out
    assert "3 lines in" in said
    assert "2 taken, 1 not" in said
    assert "(lines 4…)" in said
    assert thai_number(3) not in said
    with pytest.raises(CommandError):
        call_command("import_register", path, register="roll", agency="nowhere")
    assert Agency.objects.filter(registers=roll).exists()
