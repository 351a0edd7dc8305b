"""The words of a file, and every file that has none: one clear sentence each."""

import io
import zipfile
from collections.abc import Callable

import pypdfium2
import pytest
import typst

from consult.texts import sources
from consult.texts.outline import read_text
from consult.texts.sources import Unreadable, words_of
from tests.consult.importing.files import DRAFT, docx, with_part


def pdf(text: str) -> bytes:
    made = typst.compile(text.encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def empty_pdf() -> bytes:
    document = pypdfium2.PdfDocument.new()
    document.new_page(100, 100)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def test_it_works() -> None:
    source = words_of("draft.docx", docx(table=[["ช่องหนึ่ง", "ช่องสอง"]]))
    assert source.form == "docx"
    assert source.text.split("\n") == [*DRAFT, "ช่องหนึ่ง", "ช่องสอง"]


def test_a_pdf_with_a_text_layer_is_read() -> None:
    source = words_of("draft.pdf", pdf("Section 1 of a law \\\nSection 2"))
    assert source.form == "pdf"
    assert "Section 2" in source.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_text_is_read_in_the_encodings_thai_offices_use(encoding: str) -> None:
    assert words_of("a.txt", "มาตรา ๑ กำหนดให้".encode(encoding)).text == "มาตรา ๑ กำหนดให้"


def bomb() -> bytes:
    return with_part(docx(), "word/media/huge.bin", b"\0" * (sources.LARGEST_UNPACKED + 1))


def locked() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


def archive() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("hello.txt", "hello")
    return held.getvalue()


BAD: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "blank": lambda: b" \n\n ",
    "too large": lambda: b"x" * (sources.LARGEST_FILE + 1),
    "zip bomb": bomb,
    "macros": lambda: with_part(docx(), "word/vbaProject.bin", b"macro"),
    "old or locked word": locked,
    "another archive": archive,
    "broken archive": lambda: docx()[:200],
    "pictures of pages": empty_pdf,
    "broken pdf": lambda: b"%PDF-1.7\nnothing",
    "noise": lambda: bytes(range(1, 255)) * 40,
    "longer than any law": lambda: b"a" * (sources.LONGEST_TEXT + 1),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        words_of("draft.docx", BAD[name]())
    assert len(refused.value.reasons) == 1


def test_what_a_pdf_does_to_sara_am_is_repaired() -> None:
    nodes, report = read_text("มาตรา ๑ ให้ก าหนดหลักเกณฑ์ที่ส าคัญ น\u0e4d\u0e49า")
    assert nodes[0].children[0].text == "ให้กำหนดหลักเกณฑ์ที่สำคัญ น้ำ"
    assert report.repaired["split-am"] == 2


def test_lines_that_only_ended_with_the_page_are_joined() -> None:
    lines = [
        "มาตรา ๑ ให้หน่วยงานของรัฐจัดทำประกาศตามหลักเกณฑ์ที่คณะกรรมการ",
        "กำหนดไว้",
        "วรรคสองสั้น",
        "(๑) ข้อหนึ่งซึ่งยาวพอที่จะเต็มบรรทัดของหน้ากระดาษในเอกสารนี้เลย",
        "(๒) ข้อสอง",
    ]
    nodes, report = read_text(sources.folded(lines))
    assert [node.text for node in nodes[0].children] == [
        "ให้หน่วยงานของรัฐจัดทำประกาศตามหลักเกณฑ์ที่คณะกรรมการ กำหนดไว้",
        "วรรคสองสั้น",
    ]
    assert report.repaired["wraps"] == 1
    assert [item.text for item in nodes[0].children[1].children][1] == "ข้อสอง"
