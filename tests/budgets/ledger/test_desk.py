"""The import desk: from a table to a budget, and from a second table to an amendment everybody can see."""

import io
import json
import lzma
import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from accounts.refusals import Closed, NotEligible
from budgets.ledger import actions, amounts, incoming, reading, sums
from budgets.ledger.actions import Document
from budgets.ledger.columns import Columns
from budgets.ledger.models import Budget, BudgetLine, Change, Revision, Upload
from budgets.ledger.states import Stage
from tests.factories.people import Cast

HEAD = "ด้าน,แผนงาน,งาน,งบ,รายการ,จำนวนเงิน\n"
ROWS = (
    'ด้านบริหารทั่วไป,บริหารงานทั่วไป,บริหารทั่วไป,งบลงทุน,"รถบรรทุก\nหกล้อ","1,500,000.50"\n'
    "ด้านบริหารทั่วไป,บริหารงานทั่วไป,บริหารทั่วไป,งบบุคลากร,เงินเดือน,๗๐๐\n"
    "ด้านเศรษฐกิจ,อุตสาหกรรมและการโยธา,ก่อสร้าง,งบลงทุน,ถนนสายหนึ่ง,200\n"
)
REAL = Path(__file__).parents[2] / "data" / "budgets"


def send(cast: Cast, content: str | bytes, year: int = 2566) -> Upload:
    data = content.encode() if isinstance(content, str) else content
    return actions.upload(
        by=cast.officer, agency=cast.agency, fiscal_year=year, name="x.csv", content=data, source="ข้อบัญญัติ"
    )


def published(cast: Cast, content: str = HEAD + ROWS) -> Budget:
    budget = actions.keep(by=cast.officer, draft=send(cast, content), document=Document("")).budget
    actions.publish_page(
        by=cast.head, budget=budget, title="งบประมาณ", summary="…", stage=Stage.APPROVED, document=Document("มติสภา")
    )
    return Budget.objects.get(pk=budget.pk)


def test_it_works(cast: Cast) -> None:
    budget = published(cast)
    assert budget.total == Decimal("1500900.50")
    lines = {line.name: line.amount for line in budget.lines.all()}
    assert lines == {"รถบรรทุก หกล้อ": Decimal("1500000.50"), "เงินเดือน": 700, "ถนนสายหนึ่ง": 200}
    assert list(sums.disagreements(budget)) == []


def test_a_workbook_is_read_as_well(cast: Cast) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["ด้าน", "แผนงาน", "งาน", "งบ", "รายการ", "จำนวนเงิน"], ["ก", "ข", "ค", "ง", "จ", 0.1 + 0.2],
                [None, None, None, "ง", "ฉ", 1_000_000], ["รวมทั้งสิ้น", None, None, None, None, 1_000_000.3]):  # fmt: skip
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    draft = send(cast, kept.getvalue())
    found = incoming.read(draft)
    assert (draft.form, found.total, found.sound, found.checked) == ("xlsx", Decimal("1000000.30"), True, 1)
    assert found.lines[1].area == "ก", "an empty cell means the same as above"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("ก,ข,ค,ง,จ,=SUM(F2:F9)", "formula"),
        ("ก,ข,ค,ง,=HYPERLINK(1),5", "formula"),
        ("ก,ข,ค,ง,+A1,5", "formula"),
        ("ก,ข,ค,ง,จ,-5", "negative"),
        ("ก,ข,ค,ง,จ,(5.00)", "negative"),
        ("ก,ข,ค,ง,จ,5.005", "satang"),
        ("ก,ข,ค,ง,จ,หลายบาท", "no amount"),
        ("ก,ข,ค,ง,จ,1e9", "no amount"),
        ("ก,ข,ค,ง,จ,99999999999999999999", "larger"),
    ],
)
def test_bad_rows_are_named_by_their_line(cast: Cast, row: str, words: str) -> None:
    draft = send(cast, HEAD + ROWS + row + "\n")
    found = incoming.read(draft)
    assert [fault.number for fault in found.faults] == [6], "the first row has a line break inside"
    with override("en"):
        assert words in str(found.faults[0].what)
    with pytest.raises(actions.DoesNotAddUp):
        actions.keep(by=cast.officer, draft=draft, document=Document(""))
    assert not Budget.objects.exists()


def test_an_item_that_begins_with_a_dash_is_no_formula() -> None:
    assert not amounts.is_formula("- ค่าวัสดุสำนักงาน")
    assert not amounts.is_formula("-")
    assert amounts.is_formula("-A1")


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("รวมทั้งสิ้น,,,,,1500900.50", 0),
        ("รวมทั้งสิ้น,,,,,1500900.51", 1),
        ("ด้านเศรษฐกิจ,,,,รวม,200", 0),
        ("ด้านเศรษฐกิจ,,,,รวม,200.01", 1),
        (",,,,รวมด้านบริหารทั่วไป,1500700.50", 0),
        (",,,,รวมด้านบริหารทั่วไป,1", 1),
    ],
)
def test_every_total_in_the_table_is_checked_to_the_satang(cast: Cast, row: str, wrong: int) -> None:
    found = incoming.read(send(cast, HEAD + ROWS + row + "\n"))
    assert (found.checked, len(found.mismatches)) == (1, wrong)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("row", ["ก,ข,ค,ง,จ,=SUM(F2:F9)", "ก,ข,ค,ง,จ,-5", "รวมทั้งสิ้น,,,,,1"])
def test_a_bad_file_is_a_sentence_on_the_page_and_nothing_is_half_saved(
    cast: Cast, client: Client, row: str, language: str
) -> None:
    client.force_login(cast.officer)
    draft = send(cast, HEAD + ROWS + row + "\n")
    with override(language):
        page = client.get(draft.get_absolute_url()).content.decode()
        found = incoming.read(draft)
        sentences = [str(one.what) for one in found.faults] + [str(one.sentence) for one in found.mismatches]
        assert len(sentences) == 1
        assert escape(sentences[0]) in page
        assert bool(re.search("[a-z]{4}", sentences[0])) == (language == "en")
        client.post(reverse("ledger:keep", args=[draft.pk]), {"title": "x", "looked": "on"})
    assert not Budget.objects.exists()
    assert not BudgetLine.objects.exists()


UNNAMED = (
    ("ก,,,,,300\n,ข,,,,300\n,,ค,ง,จ,100\n,,,,ฉ,200\n", 2, 2),  # heads with totals, merged cells
    ("ก,ข,ค,ง,จ,100\nก,ข,ค,ง,ฉ,200\nก,,,,,300\n", 2, 1),  # a total below
    ("ก,ข,ค,ง,จ,100\nล,,,,,300\n", 2, 0),  # nothing stands in it: a line of its own
)


@pytest.mark.parametrize(("rows", "lines", "checked"), UNNAMED)
def test_a_total_without_the_word_is_never_counted_twice(cast: Cast, rows: str, lines: int, checked: int) -> None:
    found = incoming.read(send(cast, HEAD + rows))
    assert (len(found.lines), found.checked, found.sound) == (lines, checked, True)
    assert len(found.doubts) >= 1, "an officer looks at what was taken for a total"


def test_a_total_without_the_word_that_does_not_close_is_refused(cast: Cast) -> None:
    found = incoming.read(send(cast, HEAD + "ก,,,,,301\nก,ข,ค,ง,จ,300\n"))
    assert [int(one.stated - one.summed) for one in found.mismatches] == [1]
    assert not found.sound


def test_doubtful_lines_must_be_looked_at(cast: Cast, client: Client) -> None:
    draft = send(cast, HEAD + ROWS + "ก,ข,ค,,ไม่มีงบ,1\n")
    with pytest.raises(actions.NotLooked) as refusal:
        actions.keep(by=cast.officer, draft=draft, document=Document(""))
    assert "6" in str(refusal.value.reasons[0])
    assert not Budget.objects.exists()
    client.force_login(cast.officer)
    address = reverse("ledger:keep", args=[draft.pk])
    assert client.post(address, {"title": "x"}).status_code == 422
    assert client.post(address, {"title": "x", "looked": "on"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.doubts, draft.looked_by) == (1, cast.officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Upload.objects.update(looked_at=None)


def test_every_doubtful_line_can_be_seen(cast: Cast, client: Client) -> None:
    content = lzma.decompress((REAL / "national-2565-volume-16.csv.xz").read_bytes())
    draft = send(cast, content, year=2565)
    client.force_login(cast.officer)
    listed = [
        one.number
        for number in (1, 2)
        for one in client.get(draft.get_absolute_url(), {"page": number}).context["doubts"]
    ]
    assert listed == [one.number for one in incoming.read(draft).doubts]


def test_doubtful_lines_are_listed_by_line(cast: Cast) -> None:
    doubtful = "ด้านเศรษฐกิจ,อุตสาหกรรมและการโยธา,ก่อสร้าง,งบลงทุน,ถนนสายหนึ่ง,200\nก,ข,ค,,ไม่มีงบ,1\nก,ข,ค,ง,ไม่มีเงิน,\n"
    found = incoming.read(send(cast, HEAD + ROWS + doubtful))
    assert [doubt.number for doubt in found.doubts] == [6, 7, 8]
    assert found.sound
    assert len({line.stable_id for line in found.lines}) == len(found.lines) == 5


def test_a_second_import_is_an_amendment_with_a_difference(cast: Cast, client: Client) -> None:
    budget = published(cast)
    draft = send(cast, HEAD + ROWS.replace("๗๐๐", "900") + "ก,ข,ค,ง,ใหม่,50\n")
    with pytest.raises(NotEligible):
        actions.keep(by=cast.officer, draft=draft, document=Document("แก้ไข"))
    revision = actions.keep(by=cast.head, draft=draft, document=Document("แก้ไขครั้งที่ 1", reason="ปรับเงินเดือน"))
    assert (Budget.objects.count(), revision.number) == (1, 2)
    assert revision.after - revision.before == 250
    assert sorted((int(one.before), int(one.after)) for one in Change.objects.all()) == [(0, 50), (700, 900)]
    page = client.get(reverse("ledger:revision", args=[budget.public_id, 2]))
    assert "ปรับเงินเดือน" in page.content.decode()
    assert list(sums.disagreements(budget)) == []
    with pytest.raises(Closed):
        actions.keep(by=cast.head, draft=draft, document=Document("อีกครั้ง"))
    with pytest.raises(Closed):
        actions.keep(by=cast.head, draft=send(cast, HEAD + ROWS.replace("๗๐๐", "900") + "ก,ข,ค,ง,ใหม่,50\n"),
                     document=Document("เหมือนเดิม"))  # fmt: skip


def test_a_line_left_out_stays_with_nothing(cast: Cast) -> None:
    budget = published(cast)
    shorter = HEAD + "".join(ROWS.splitlines(keepends=True)[:3])
    actions.keep(by=cast.head, draft=send(cast, shorter), document=Document("ตัด"))
    assert BudgetLine.objects.get(name="ถนนสายหนึ่ง").amount == 0
    assert budget.lines.count() == 3


@pytest.mark.parametrize(
    ("kind", "salary", "possible"),
    [("supplement", "900", True), ("supplement", "600", False), ("transfer", "900", False)],
)
def test_a_change_is_what_its_kind_says(cast: Cast, kind: str, salary: str, possible: bool) -> None:
    published(cast)
    draft = send(cast, HEAD + ROWS.replace("๗๐๐", salary))
    if possible:
        assert actions.keep(by=cast.head, draft=draft, document=Document("x"), kind=Revision.Kind(kind)).kind == kind
        return
    with pytest.raises(actions.NotPossible):
        actions.keep(by=cast.head, draft=draft, document=Document("x"), kind=Revision.Kind(kind))


def test_the_database_refuses_a_transfer_that_changes_the_total(cast: Cast) -> None:
    budget = published(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.create(budget=budget, number=9, kind="transfer", on="2023-01-01", title="x", before=1,
                                after=2, by=cast.head)  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_revision SET after = 5")
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetLine.objects.all().delete()


@pytest.mark.parametrize(
    "content",
    [b"", b" ", b"PK\x03\x04damaged", b"a", b"a,b\n", b"{", b"[1]", b"\xff\xfe\x00", b"\x00" * 50, b"a,b\n1,2\n\xe0",
     b'"' * 100_000],
)  # fmt: skip
def test_hostile_files_end_in_one_sentence(cast: Cast, content: bytes) -> None:
    try:
        draft = send(cast, content)
        incoming.read(draft)
    except reading.Unreadable as problem:
        assert problem.sentence


def test_a_file_in_the_letters_of_old_thai_windows_is_read(cast: Cast) -> None:
    assert incoming.read(send(cast, (HEAD + ROWS).encode("cp874"))).lines[0].type == "งบลงทุน"


def test_the_pages_of_the_desk_in_order(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    file = SimpleUploadedFile("งบ.csv", (HEAD + ROWS).encode())
    sent = {"agency": cast.agency.pk, "fiscal_year": "2023", "file": file, "source": "ข้อบัญญัติ", "source_url": ""}
    answer = client.post(reverse("ledger:desk"), sent)
    draft = Upload.objects.get()
    assert draft.fiscal_year == 2566, "a C.E. year is understood"
    assert answer["Location"] == reverse("ledger:columns", args=[draft.pk])
    assert client.get(answer["Location"]).status_code == 200
    chosen = {name: place for name, place in Columns.of(draft.mapping).stored().items()
              if isinstance(place, int) and place >= 0}  # fmt: skip
    assert client.post(answer["Location"], chosen | {"shape": "local"}).status_code == 302
    assert "1,500,900.50" in client.get(draft.get_absolute_url()).content.decode()
    kept = client.post(reverse("ledger:keep", args=[draft.pk]), {"title": "ข้อบัญญัติ"})
    assert kept["Location"] == reverse("ledger:manage", args=[f"{cast.agency.slug}-2566"])
    assert client.get(kept["Location"]).status_code == 200
    assert client.get(reverse("ledger:desk")).status_code == 200


PAGES = ("desk", "preview", "columns", "keep")


@pytest.mark.parametrize(("who", "status"), [("officer", 200), ("head", 200), ("moderator", 403), ("stranger", 403)])
@pytest.mark.parametrize("page", PAGES)
def test_who_may_see_the_desk(cast: Cast, client: Client, who: str, status: int, page: str) -> None:
    draft = send(cast, HEAD + ROWS)
    person = getattr(cast, who)
    client.force_login(getattr(person, "user", None) or person)
    address = reverse(f"ledger:{page}", args=[] if page == "desk" else [draft.pk])
    assert client.get(address).status_code == status
    assert Client().get(address).status_code == 302


def test_the_ten_provincial_files_come_in_without_hand_work(cast: Cast) -> None:
    files = sorted(REAL.glob("pao-*.json.xz"))
    assert len(files) == 10
    for file in files:
        content = lzma.decompress(file.read_bytes())
        year = int(file.name.removesuffix(".json.xz")[-4:])
        draft = send(cast, content, year)
        found = incoming.read(draft)
        assert (found.sound, found.checked > 15, found.doubts) == (True, True, ())
        budget = actions.keep(by=cast.officer, draft=draft, document=Document("")).budget
        assert json.loads(content)["total"] == found.total == budget.total
        assert list(sums.disagreements(budget)) == []


@pytest.mark.parametrize(("volume", "rows", "lines"), [(1, 2598, 1915), (16, 1285, 1127)])
def test_the_national_volumes_come_in_without_hand_work(cast: Cast, volume: int, rows: int, lines: int) -> None:
    content = lzma.decompress((REAL / f"national-2565-volume-{volume}.csv.xz").read_bytes())
    draft = send(cast, content, year=2565)
    found = incoming.read(draft)
    assert Columns.of(draft.mapping).shape == "national"
    assert (len(incoming.sheet_of(draft).rows), len(found.lines)) == (rows, lines)
    assert found.faults == ()
    assert len({line.stable_id for line in found.lines}) == lines
    other_years = [doubt for doubt in found.doubts if "2565" in str(doubt.what)]
    assert len(other_years) == rows - lines, "commitments of other years are listed by line, and left out"
    budget = actions.keep(by=cast.officer, draft=draft, document=Document(""), looked=True).budget
    assert (budget.total, budget.lines.count()) == (found.total, lines)
    assert list(sums.disagreements(budget)) == []
