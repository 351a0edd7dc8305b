"""Akoma Ntoso out and in: valid against the standard's schema, and nothing is lost on the way."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from consult.texts import akn
from consult.texts.kinds import Kind
from consult.texts.outline import read_text
from consult.texts.reading import Node, read_act
from consult.texts.sources import Unreadable

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
real = pytest.mark.skipif(not DATA.exists(), reason=f"the real laws and the schema are not at {DATA}")
TEXTS = sorted((DATA / "laws" / "text").glob("*.clean.txt"))
ACTS = sorted((DATA / "laws" / "sections").glob("*.json"))
ABOUT = akn.About("http://localhost/laws/a/versions/1", "พระราชบัญญัติทดสอบ", date(2026, 11, 21), draft=False)
SMALL = (
    "โดยที่เป็นการสมควร\nหมวด ๑\nบททั่วไป\nมาตรา ๒ ทวิ ดังนี้\n(๑) ก < ข & ค\nวรรคสอง\nบทเฉพาะกาล\nมาตรา ๓ ค\nหมายเหตุ :- เหตุผล"
)


def law(path: Path) -> Sequence[Node]:
    if path.suffix == ".json":
        return read_act(json.loads(path.read_text())["provisions"])
    return read_text(path.read_bytes().decode())[0]


def test_it_works() -> None:
    nodes, _report = read_text(SMALL)
    written = akn.write(nodes, ABOUT)
    assert akn.is_akn(written)
    assert akn.read(written) == nodes
    root = etree.fromstring(written)
    assert [element.get("eId") for element in root.iter("{*}section")] == ["sec_2bis", "sec_3"]


@real
@pytest.mark.parametrize("path", [*TEXTS, *ACTS], ids=lambda path: path.stem)
def test_a_real_law_is_valid_and_comes_back_whole(path: Path) -> None:
    schema = etree.XMLSchema(etree.parse(DATA / "vectors" / "akn" / "akomantoso30.xsd"))
    nodes = law(path)
    written = akn.write(nodes, ABOUT)
    schema.assertValid(etree.fromstring(written))
    assert akn.read(written) == nodes


@real
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_law_as_running_text_is_read_as_the_same_law(path: Path) -> None:
    nodes = law(path)
    assert read_text(akn.as_text(nodes))[0] == nodes


def test_the_words_of_other_peoples_files_are_found() -> None:
    foreign = f"""<akomaNtoso xmlns="{akn.NAMESPACE}"><act name="act"><body>
      <article eId="art_1"><num>1</num><content><p>one
         two</p></content></article></body></act></akomaNtoso>"""
    assert akn.read(foreign.encode()) == [Node(Kind.SECTION, "art_1", "1", "one two")]


@pytest.mark.parametrize(
    "content",
    [
        b"<akomaNtoso",
        b"<akomaNtoso/>",
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><akomaNtoso>&x;</akomaNtoso>',
        b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><akomaNtoso>&b;</akomaNtoso>',
    ],
)
def test_what_is_no_such_document_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        akn.words_of(content)
