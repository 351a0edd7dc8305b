"""Files too large for a request: recorded in the background with progress; the file is erased, the report stays."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.refusals import NotEligible, Refused
from petitions import sealed_files
from petitions.models import PaperFile, Petition, Sheet, Signature
from petitions.paper import importing, sheets, uploads
from tests.factories import petitions as make
from tests.factories.people import PASSWORD, Cast
from tests.petitions.paper.sheets import number, person

HEAD = "sheet,line,identity,given_name,family_name,birth\n"


@pytest.fixture
def petition(cast: Cast) -> Petition:
    return make.collecting(cast)


def table(made: list[Sheet], lines: int) -> str:
    rows = []
    for place, sheet in enumerate(made):
        for line in range(lines):
            rows.append(f"{sheet.code},{line + 1},{number(place * lines + line)},มานะ,รักไทย,17/5/2533")
    return HEAD + "\n".join(rows)


def test_it_works(cast: Cast, petition: Petition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MOST_IN_A_REQUEST", 3)
    monkeypatch.setattr(uploads, "EVERY", 2)
    for serial in range(6):
        person(serial)
    made = sheets.make(by=cast.counter, citizen=None, petition=petition, number=2)
    counter = Client()
    assert counter.login(username="counter@example.org", password=PASSWORD)
    file = SimpleUploadedFile("names.csv", table(made, 3).encode())
    answer = counter.post(f"/en/petitions/{petition.public_id}/sheets/import/", {"file": file})
    assert answer.status_code == 302
    page = counter.get(answer["Location"]).content.decode()
    assert 'http-equiv="refresh"' in page
    assert "of 6" in page
    assert uploads.record_waiting() == 1
    found = PaperFile.objects.get()
    assert (found.state, found.done, found.counted) == ("done", 6, 6)
    assert Signature.objects.filter(petition_id=petition.pk, channel="paper").count() == 6
    page = counter.get(answer["Location"]).content.decode()
    assert 'http-equiv="refresh"' not in page
    report = counter.get(f"{answer['Location']}report/").content.decode()
    assert report.count(",counted,") == 6
    assert number(0) not in report
    with pytest.raises(FileNotFoundError):
        sealed_files.read(f"file-{found.pk}")
    assert uploads.record_waiting() == 0


def test_what_was_interrupted_goes_on_and_counts_nobody_twice(cast: Cast, petition: Petition) -> None:
    for serial in range(4):
        person(serial)
    made = sheets.make(by=cast.counter, citizen=None, petition=petition, number=2)
    text = table(made, 2)
    found = uploads.accept(by=cast.counter, petition=petition, content=text.encode())
    first = "\n".join(text.split("\n")[:3])
    importing.load(by=cast.counter, petition=petition, text=first)
    PaperFile.objects.update(state="running")
    uploads.record_waiting()
    found.refresh_from_db()
    assert found.state == "done"
    assert Signature.objects.filter(petition_id=petition.pk).count() == 4


@pytest.mark.parametrize("content", [b"", b"no,table\n1,2", HEAD.encode(), b"\xff\xfe\x00\x00"])
def test_a_file_that_is_no_table_is_refused_at_once(cast: Cast, petition: Petition, content: bytes) -> None:
    with pytest.raises(Refused):
        uploads.accept(by=cast.counter, petition=petition, content=content)
    assert not PaperFile.objects.exists()


def test_only_the_counter_brings_files_and_only_officers_look(cast: Cast, petition: Petition) -> None:
    with pytest.raises(NotEligible):
        uploads.accept(by=cast.head, petition=petition, content=HEAD.encode())
    made = sheets.make(by=cast.counter, citizen=None, petition=petition, number=1)
    found = uploads.accept(by=cast.counter, petition=petition, content=table(made, 1).encode())
    stranger = Client()
    assert stranger.login(username="nok@example.org", password=PASSWORD)
    address = f"/en/petitions/{petition.public_id}/sheets/file/{found.pk}/"
    assert stranger.get(address).status_code == 403
    assert stranger.get(f"{address}report/").status_code == 403
