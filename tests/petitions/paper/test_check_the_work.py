"""Scans, samples, sheets struck out, and what is told to whom."""

import io

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from accounts.models import Role
from accounts.refusals import AlreadyDone, NotEligible, Refused
from petitions import figures, sealed_files
from petitions.models import Petition, SampleLine, Sheet, SheetStrike, Signature
from petitions.paper import codes, importing, sampling, scans, sentences, striking
from realtime.record import recounts
from realtime.sealer import seal_all
from tests.factories import people
from tests.factories import petitions as make
from tests.factories.people import Cast
from tests.petitions.paper.sheets import line, number, person, record, sheet


def keyed(cast: Cast, petition: Petition, *serials: int) -> Sheet:
    made = sheet(cast, petition)
    for serial in serials:
        person(serial)
    record(cast, made, *[line(place, serial) for place, serial in enumerate(serials, start=1)])
    return made


def test_it_works(cast: Cast) -> None:
    petition = make.collecting(cast)
    keyed(cast, petition, 1, 2, 3)
    sample = sampling.draw(by=cast.officer, petition=petition, size=3)
    typed = {one.pk: number(one.line.number) for one in sample.drawn.select_related("line")}
    typed[min(typed)] = number(99)
    done = sampling.finish(by=cast.officer, sample=sample, typed=typed)
    assert (done.errors, done.size) == (1, 3)
    with pytest.raises(AlreadyDone):
        sampling.finish(by=cast.officer, sample=sample, typed=typed)


def test_nobody_checks_their_own_keying(cast: Cast) -> None:
    petition = make.collecting(cast)
    keyed(cast, petition, 1)
    with pytest.raises(Refused):
        sampling.draw(by=cast.counter, petition=petition, size=1)


def test_anybody_can_draw_the_same_lines_from_the_seed(cast: Cast) -> None:
    petition = make.collecting(cast)
    made = keyed(cast, petition, 1, 2, 3, 4, 5)
    sample = sampling.draw(by=cast.officer, petition=petition, size=2)
    again = sorted(range(1, 6), key=lambda place: sampling.place(sample.seed, made.code, place))[:2]
    drawn = SampleLine.objects.order_by("id").values_list("line__number", flat=True)
    assert list(drawn) == again


@given(st.integers(1, 500).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size))))
def test_the_interval_holds_the_share(numbers: tuple[int, int]) -> None:
    rate = sampling.interval(*numbers)
    assert 0 <= rate.low <= rate.value <= rate.high <= 1


def test_no_error_in_a_hundred_still_leaves_doubt() -> None:
    assert round(sampling.interval(0, 100).high, 3) == 0.037


def test_a_sheet_is_struck_out_by_two_persons(cast: Cast) -> None:
    petition = make.collecting(cast)
    made = keyed(cast, petition, 1, 2)
    seal_all()
    strike = striking.ask(by=cast.officer, sheet=made, reason="ลายมือเดียวกันทุกบรรทัด")
    with pytest.raises(AlreadyDone):
        striking.ask(by=cast.officer, sheet=made, reason="อีกครั้ง")
    with pytest.raises(NotEligible):
        striking.confirm(by=cast.officer, strike=strike)
    assert Signature.objects.filter(struck_at=None).count() == 2
    striking.confirm(by=cast.head, strike=strike)
    seal_all()
    assert figures.figures(Petition.objects.with_tally().get(pk=petition.pk)).total == 0
    assert list(recounts.run("petitions.signatures")) == []
    with pytest.raises(AlreadyDone):
        striking.confirm(by=cast.head, strike=SheetStrike.objects.get())


def picture(kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(out, kind)
    return out.getvalue()


def test_a_scan_is_kept_encrypted_and_once(cast: Cast) -> None:
    made = sheet(cast, make.collecting(cast))
    scans.attach(by=cast.counter, sheet=made, content=picture())
    kept = (sealed_files.folder("scans") / made.scan_name).read_bytes()
    assert picture() not in kept and sealed_files.read(made.scan_name) == picture()
    with pytest.raises(AlreadyDone):
        scans.attach(by=cast.counter, sheet=made, content=picture("JPEG"))


@pytest.mark.parametrize(
    "content", [b"", b"MZ evil", b"<svg onload=x>", b"%PDF-1.7 cut off", picture()[:40], b"GIF89a"]
)
def test_other_files_are_no_scans(cast: Cast, content: bytes) -> None:
    made = sheet(cast, make.collecting(cast))
    with pytest.raises(Refused):
        scans.attach(by=cast.counter, sheet=made, content=content)


def test_a_file_too_large_is_refused(cast: Cast) -> None:
    made = sheet(cast, make.collecting(cast))
    with pytest.raises(Refused):
        scans.attach(by=cast.counter, sheet=made, content=b"%PDF-" + b"0" * scans.LARGEST + b"%%EOF")


def csv_of(*rows: str) -> str:
    return "\r\n".join(["sheet,line,identity,given_name,family_name,birth", *rows])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_a_file_is_imported_in_any_thai_encoding(cast: Cast, encoding: str) -> None:
    petition = make.collecting(cast)
    person(1)
    made = sheet(cast, petition)
    content = csv_of(f"{codes.spaced(made.code)},1,{number(1)},มานะ,รักไทย,17/5/2533", f"{made.code},2,123,ก,ข,")
    report = importing.load(by=cast.counter, petition=petition, text=importing.decode(content.encode(encoding)))
    assert [(row[1], row[2]) for row in report.rows] == [("1", "counted"), ("2", "number")]
    again = importing.load(by=cast.counter, petition=petition, text=content)
    assert (again.counted, again.rows[0][2]) == (0, "already-done")


def test_an_unknown_sheet_is_reported_and_stops_no_other(cast: Cast) -> None:
    petition = make.collecting(cast)
    person(1)
    made = sheet(cast, petition)
    text = csv_of(f'=cmd|,1,"{number(1)}",มานะ,รักไทย,', f"{made.code},1,{number(1)},มานะ,รักไทย,")
    report = importing.load(by=cast.counter, petition=petition, text=text)
    assert report.counted == 1
    assert not any(cell.startswith("=") for row in report.as_csv().splitlines() for cell in row.split(","))


def test_cells_never_begin_a_formula() -> None:
    assert importing.defuse("=1+1") == "'=1+1"
    assert importing.defuse("ก") == "ก"


@pytest.mark.parametrize("text", ["", "a,b\n1,2", "sheet,line\n\0,1"])
def test_a_file_that_is_no_such_table_is_refused(cast: Cast, text: str) -> None:
    with pytest.raises(Refused):
        importing.load(by=cast.counter, petition=make.collecting(cast), text=text)


def test_who_only_holds_the_sheet_never_learns_whether_somebody_signed_online() -> None:
    told = {str(sentences.for_holder(outcome)) for outcome in ("counted", "online", "counter", "paper", "unknown")}
    assert len(told) == 1


@given(st.text(codes.ALPHABET, min_size=6, max_size=6), st.integers(0, 6), st.sampled_from(codes.ALPHABET))
def test_one_wrong_character_never_makes_another_sheet(body: str, place: int, other: str) -> None:
    code = body + codes.check_character(body)
    wrong = code[:place] + other + code[place + 1 :]
    if wrong == code:
        assert codes.compact(codes.spaced(code).lower()) == code
    else:
        with pytest.raises(ValidationError):
            codes.compact(wrong)


def test_officers_of_other_agencies_see_nothing(cast: Cast) -> None:
    petition = make.collecting(cast)
    made = keyed(cast, petition, 1)
    other = people.officer(Role.HEAD, "elsewhere@example.org", people.agency("other"))
    for attempt in (
        lambda: sampling.draw(by=other, petition=petition, size=1),
        lambda: striking.ask(by=other, sheet=made, reason="x"),
        lambda: scans.attach(by=other, sheet=made, content=picture()),
    ):
        with pytest.raises(NotEligible):
            attempt()
