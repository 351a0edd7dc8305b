"""The summary (s.16) and the impact report (s.17): filled, approved by a second person, published as approved."""

import io
import json
from collections.abc import Callable

import docx
import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.test import Client

from accounts.models import Role
from accounts.notices.models import Notice
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused, Stale
from consult.hearings import actions
from consult.hearings.actions import Said
from consult.hearings.models import ConsultationPage, Report, ReportFile
from consult.hearings.reports import as_docx, as_html, as_pdf, building, parts
from consult.hearings.reports.content import Document
from consult.hearings.reports.issues import issues
from consult.hearings.states import Decision, ReportKind, ReportState
from consult.threads.models import Comment
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.consult.test_respond import signed_in
from tests.consult.test_respond_many import REASON, grouped, many
from tests.factories import hearings as make
from tests.factories import people
from tests.factories.people import Cast
from tests.work import steps

WORDS = "น้ำ กำหนด ผู้ประกอบการ"


@pytest.fixture(autouse=True)
def _files(settings: object, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


def answered(cast: Cast) -> ConsultationPage:
    """Closed, with two comments of one group and one apart, all answered."""
    hearing = make.closed(cast)
    comments = many(hearing, cast, 3, first=f"ขอให้ {WORDS} รายเล็กมีเวลาปรับตัว <b>เร็ว</b>")
    group = grouped(hearing, *comments[:2])
    said = Said(Decision.PARTLY, f"{REASON} {WORDS}", "Changed in part.")
    actions.answer_group(by=cast.officer, hearing=hearing, group=group, said=said, seen=0)
    rest = Said(Decision.UNANSWERED, "ซ้ำกับความเห็นก่อนหน้าของผู้เขียนคนเดียวกัน")
    actions.answer_selection(by=cast.officer, hearing=hearing, comments=[comments[2].pk], said=rest)
    return hearing


def submitted(cast: Cast, kind: ReportKind = ReportKind.SUMMARY) -> Report:
    """Every part written, the documents made, before the head."""
    hearing = answered(cast)
    report = actions.report_of(hearing, kind)
    for part in parts.PARTS[kind]:
        actions.write_part(by=cast.officer, report=report, key=part.key, text=f"ถ้อยคำ {WORDS}", text_en="Words", seen=0)
    actions.submit(by=cast.officer, report=report)
    return report


def made(report: Report, form: str, lang: str = "th") -> bytes:
    row = report.files.get(form=form, language=lang)
    with default_storage.open(row.name) as held:
        content: bytes = held.read()
    return content


def test_it_works(cast: Cast) -> None:
    report = submitted(cast)
    assert report.state == ReportState.WAITING
    assert report.files.count() == 6
    receipt = actions.approve(by=cast.head, report=report)
    seal_all()
    body = json.loads(bytes(Entry.objects.get(id=receipt.id).leaf))["body"]
    assert body["files"]["th.pdf"] == report.files.get(form="pdf", language="th").sha256
    address = f"/th/hearings/{report.hearing.public_id}/reports/summary/"
    page = Client().get(address)
    assert page.status_code == 200
    assert WORDS in page.content.decode()
    for row in report.files.all():
        answer = Client().get(f"{address}{row.language}.{row.form}")
        assert answer.status_code == 200
        assert len(b"".join(answer.streaming_content)) == row.size  # type: ignore[attr-defined]
        again = Client().get(f"{address}{row.language}.{row.form}", headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304


@pytest.mark.parametrize("kind", ReportKind)
def test_the_text_of_the_pdf_can_be_copied_out(cast: Cast, kind: ReportKind) -> None:
    pdf = pypdfium2.PdfDocument(made(submitted(cast, kind), "pdf"))
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    for word in WORDS.split():
        assert word in text
    assert ("เวลาปรับตัว" in text) == (kind == ReportKind.SUMMARY)  # every opinion in full


def test_thai_words_come_back_from_a_pdf_as_they_went_in() -> None:
    words = "ทั้งนี้ตั้งแต่สิ้นปีหนึ่งซึ่งขึ้นกับผลสัมฤทธิ์ ทุกครั้งในญี่ปุ่น ฐานะ ป่า ฟ้า ฝั่ง ปั๊ม กิ่ง ซ้ำ ย้ำ จำนวน สำนักงาน"
    document = Document("ชื่อเอกสารยาวพอควร", "เรื่องที่รับฟังความคิดเห็น", "หน่วยงานของรัฐ", "th")
    document.text(words)
    pdf = pypdfium2.PdfDocument(as_pdf.render(document))
    text = "".join(pdf[0].get_textpage().get_text_range().split())
    assert words.replace(" ", "") in text


def test_the_word_document_sets_thai_in_its_own_font(cast: Cast) -> None:
    opened = docx.Document(io.BytesIO(made(submitted(cast), "docx")))
    text = "\n".join(paragraph.text for paragraph in opened.paragraphs)
    assert WORDS in text
    assert 'w:cs="Sarabun"' in opened.styles["Normal"].element.xml
    assert "w:szCs" in opened.styles["Normal"].element.xml


def test_words_of_citizens_are_never_markup(cast: Cast) -> None:
    page = made(submitted(cast), "html").decode()
    assert "&lt;b&gt;เร็ว&lt;/b&gt;" in page
    assert "<b>" not in page


def test_every_opinion_stands_in_its_issue_with_its_decision(cast: Cast) -> None:
    found = issues(answered(cast))
    assert [(issue.title, issue.comments) for issue in found] == [("ขอขยายเวลา", 2), ("มาตรา ๑", 1)]
    assert [(outcome.decision, n) for outcome, n in found[0].outcomes] == [("partly", 2)]
    assert found[1].outcomes[0][0].decision == "unanswered"


def test_nothing_is_submitted_while_a_comment_waits(cast: Cast) -> None:
    hearing = make.closed(cast)
    many(hearing, cast, 1)
    report = actions.report_of(hearing, ReportKind.SUMMARY)
    with pytest.raises(Refused):
        actions.submit(by=cast.officer, report=report)


def test_two_people_make_a_report(cast: Cast) -> None:
    hearing = answered(cast)
    report = actions.report_of(hearing, ReportKind.SUMMARY)
    actions.write_part(by=cast.head, report=report, key="changes", text="แก้ไข", text_en="", seen=0)
    actions.submit(by=cast.head, report=report)
    with pytest.raises(NotEligible):
        actions.approve(by=cast.head, report=report)
    with pytest.raises(PermissionDenied):
        actions.approve(by=cast.officer, report=report)


def test_an_answer_meanwhile_makes_the_documents_stale(cast: Cast) -> None:
    report = submitted(cast)
    comment: Comment = Comment.objects.about("hearing", report.hearing.public_id)[:1].get()
    actions.respond(by=cast.officer, hearing=report.hearing, comment=comment, decision=Decision.NOTED, reason=REASON)
    with pytest.raises(Stale):
        actions.approve(by=cast.head, report=report)
    actions.give_back(by=cast.head, report=report, reason="มีคำชี้แจงใหม่")
    actions.submit(by=cast.officer, report=report)
    actions.approve(by=cast.head, report=report)


def test_a_part_keeps_its_revisions_and_no_words_are_lost(cast: Cast) -> None:
    report = actions.report_of(answered(cast), ReportKind.IMPACT)
    actions.write_part(by=cast.officer, report=report, key="overlap", text="ก", text_en="", seen=0)
    with pytest.raises(AlreadyDone):
        actions.write_part(by=cast.head, report=report, key="overlap", text="ข", text_en="", seen=0)
    address = f"/th/hearings/{report.hearing.public_id}/answers/reports/impact/parts/overlap/"
    page = signed_in("head@example.org").post(address, {"text": "ถ้อยคำของหัวหน้า", "seen": "0"})
    assert page.status_code == 422
    assert "ถ้อยคำของหัวหน้า" in page.content.decode()
    actions.write_part(by=cast.head, report=report, key="overlap", text="ข", text_en="", seen=1)
    assert [row.text for row in report.parts.order_by("revision")] == ["ก", "ข"]


def test_a_submitted_report_cannot_be_rewritten(cast: Cast) -> None:
    report = submitted(cast)
    with pytest.raises(Closed):
        actions.write_part(by=cast.officer, report=report, key="changes", text="ใหม่", text_en="", seen=1)
    actions.approve(by=cast.head, report=report)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE hearings_report SET state = 'draft'")


def test_a_large_report_is_made_in_the_background(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "AT_ONCE", 1)
    report = submitted(cast)
    assert report.state == ReportState.BUILDING
    assert not ReportFile.objects.exists()
    building.build(report)
    assert (report.state, report.done) == (ReportState.WAITING, 100)


def test_a_fault_gives_the_report_back_as_a_draft(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(building.RENDERERS, "pdf", lambda _document: 1 / 0)
    report = submitted(cast)
    assert report.state == ReportState.DRAFT
    assert "ZeroDivisionError" in report.note


def opinions(count: int) -> Document:
    document = Document("ชื่อ", "เรื่อง", "หน่วยงาน", "th")
    document.items([(f"ความเห็นที่ {n} ขอให้กำหนดเวลาปรับตัวสำหรับผู้ประกอบการรายเล็กให้นานขึ้น", "") for n in range(count)])
    return document


def test_ten_thousand_opinions_fit() -> None:
    document = opinions(10_000)
    for render in (as_html.render, as_docx.render, as_pdf.render):
        assert len(render(document)) > 10_000


@pytest.mark.parametrize("render", [as_html.render, as_docx.render, as_pdf.render])
def test_twice_as_many_opinions_are_twice_the_work(render: Callable[[Document], bytes]) -> None:
    few, many = opinions(500), opinions(1_000)
    render(few)  # what is read once is read
    assert steps(lambda: render(many)) < 2.3 * steps(lambda: render(few))


@pytest.mark.parametrize("page", ["answers/reports/", "answers/finish/", "answers/reports/summary/parts/changes/"])
def test_the_reports_desk_is_for_officers(cast: Cast, page: str) -> None:
    hearing = make.closed(cast)
    address = f"/th/hearings/{hearing.public_id}/{page}"
    assert Client().get(address).status_code == 302
    assert signed_in("mali@example.org").get(address).status_code == 403
    assert signed_in("officer@example.org").get(address).status_code == 200


def test_an_unpublished_report_is_nobodys_business(cast: Cast) -> None:
    report = submitted(cast)
    base = f"/th/hearings/{report.hearing.public_id}"
    assert Client().get(f"{base}/reports/summary/").status_code == 404
    assert Client().get(f"{base}/reports/summary/th.pdf").status_code == 404
    assert signed_in("head@example.org").get(f"{base}/answers/reports/summary/th.pdf").status_code == 200


def test_where_there_is_a_reviewer_they_read_it_first(cast: Cast) -> None:
    reviewer = people.officer(Role.REVIEWER, "reviewer@example.org", cast.agency)
    report = submitted(cast)
    with pytest.raises(Closed):
        actions.approve(by=cast.head, report=report)
    with pytest.raises(PermissionDenied):
        actions.review(by=cast.officer, report=report)
    address = f"/th/hearings/{report.hearing.public_id}/answers/reports/"
    assert "/summary/review/" in signed_in(str(reviewer)).get(address).text
    actions.review(by=reviewer, report=report)
    assert Notice.objects.filter(user=cast.head, message__kind="report.waiting").exists()
    actions.approve(by=cast.head, report=report)
    assert report.state == ReportState.PUBLISHED
