"""Damaged and hostile files: one sentence beside the field, never a broken page, and nothing half kept."""

import io
import json
import zipfile
from collections.abc import Callable
from random import Random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.refusals import Refused
from consult.importing import actions
from consult.importing.models import Import
from consult.importing.opening import words_of
from consult.texts import store
from consult.texts.models import Law, TextVersion
from consult.texts.sources import Unreadable
from tests.consult.importing.files import docx
from tests.factories import hearings as make
from tests.factories.people import Cast

LAUGHS = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
LOCKED_PDF = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>endobj
trailer<</Root 1 0 R/Size 5/Encrypt 4 0 R/ID[<00><00>]>>
%%%%EOF""" % (b"11" * 32, b"22" * 32)


def with_body(xml: bytes) -> bytes:
    """A Word document whose main part says something else."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx())) as whole, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for part in whole.infolist():
            made.writestr(part.filename, xml if part.filename == "word/document.xml" else whole.read(part.filename))
    return held.getvalue()


def corrupted() -> bytes:
    content = bytearray(docx())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as package:
        begins = package.getinfo("word/document.xml").header_offset + 60
    for place in range(begins, begins + 60):
        content[place] ^= 0xFF
    return bytes(content)


def locked_parts() -> bytes:
    content = bytearray(docx())
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + flag] |= 1
            place = content.find(mark, place + 4)
    return bytes(content)


def paragraphs(count: int, element: str = "p") -> bytes:
    """A small file that unfolds to very many paragraphs."""
    with zipfile.ZipFile(io.BytesIO(docx("มาตรา ๑ ก"))) as whole:
        body = whole.read("word/document.xml")
    return with_body(body.replace(b"<w:body>", b"<w:body>" + f"<w:{element}/>".encode() * count))


DAMAGED: dict[str, Callable[[], bytes]] = {
    "XML that ends early": lambda: with_body(b"<w:document"),
    "no XML": lambda: with_body(b""),
    "another XML": lambda: with_body(b"<a/>"),
    "entities inside entities": lambda: with_body(LAUGHS),
    "broken compression": corrupted,
    "parts with a password": locked_parts,
    "a PDF with a password": lambda: LOCKED_PDF,
    "paragraphs by the hundred thousand": lambda: paragraphs(300_000),
    "cells by the hundred thousand": lambda: paragraphs(300_000, "tc"),
    "a body that unfolds to 30 MB": lambda: with_body(b" " * 30_000_000),
    "NUL and nothing else": lambda: b"\0" * 1000,
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        words_of("draft.docx", DAMAGED[name]())
    assert len(refused.value.reasons) == 1


def test_a_pdf_with_a_password_is_said_to_have_one() -> None:
    with pytest.raises(Unreadable) as refused:
        words_of("draft.pdf", LOCKED_PDF)
    assert "รหัสผ่าน" in str(refused.value.reasons[0]) or "password" in str(refused.value.reasons[0])


def test_noise_in_a_word_file_never_raises_anything_else() -> None:
    chance, whole = Random(1), docx()
    for _time in range(60):
        content = bytearray(whole)
        for _hit in range(chance.choice([1, 5, 50])):
            content[chance.randrange(4, len(content))] = chance.randrange(256)
        try:
            words_of("draft.docx", bytes(content))
        except Unreadable:
            continue


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["broken compression", "a PDF with a password"])
@pytest.mark.parametrize("language", ["th", "en"])
def test_the_officer_reads_it_beside_the_field(client: Client, cast: Cast, name: str, language: str) -> None:
    client.force_login(cast.officer)
    file = SimpleUploadedFile("draft.docx", DAMAGED[name]())
    page = client.post(f"/{language}/laws/import/", {"agency": cast.agency.pk, "file": file, "words": ""})
    assert page.status_code == 422
    kept = Import.objects.get()
    assert kept.problem and kept.problem_en and not kept.words


@pytest.mark.django_db
def test_a_number_too_long_to_be_one_is_refused_and_the_draft_kept(cast: Cast) -> None:
    words = f"มาตรา ๑ ก\nมาตรา {'๙' * 120} ข"
    draft = actions.start(by=cast.officer, agency=cast.agency, name="", form="pasted", words=words)
    name = actions.Name("ร่าง", "", 2569, Law.Status.DRAFT)
    with pytest.raises(Refused):
        actions.make_version(by=cast.officer, draft=draft, label="๑", name=name)
    draft.refresh_from_db()
    assert draft.words == words and draft.version is None
    assert not TextVersion.objects.exists()


@pytest.mark.django_db
def test_a_published_version_is_also_json(client: Client) -> None:
    version = make.text()
    address = f"/th/laws/{version.law.slug}/versions/{version.number}/law.json"
    assert client.get(address).status_code == 404
    store.freeze(version)
    found = json.loads(client.get(address).content)
    assert found["fingerprint"] == version.fingerprint
    assert [one["eid"] for one in found["provisions"]] == ["preamble", "sec_1", "sec_2"]


def test_a_long_law_is_still_read() -> None:
    assert "มาตรา ๑ ก" in words_of("long.docx", paragraphs(5_000)).text
