"""Laws as Akoma Ntoso 3.0 (OASIS LegalDocML), out and in. Pure: tree to XML, XML to tree.

มาตรา is `section`, วรรค `paragraph`, อนุมาตรา `point`, หมวด `chapter`, ส่วนที่ and บทที่ `part`, ลักษณะ `title`,
ภาค `book`; what the standard has no element for (บทเฉพาะกาล, หมายเหตุ) is an `hcontainer` with its name. Addresses
are the `eId`s.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from lxml import etree

from consult.texts.kinds import Kind
from consult.texts.reading import Node
from consult.texts.sources import LONGEST_TEXT, Source, Unreadable

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_ELEMENTS = {
    Kind.BOOK: "book",
    Kind.TITLE: "title",
    Kind.CHAPTER: "chapter",
    Kind.PART: "part",
    Kind.SECTION: "section",
    Kind.PARAGRAPH: "paragraph",
    Kind.ITEM: "point",
}
SIGNED = "ผู้รับสนองพระบรมราชโองการ"
_BREAKS = re.compile(r"\s*\n\s*")  # where a pretty-printed file broke its lines
_NAMED = (Kind.PREAMBLE, Kind.TRANSITIONAL, Kind.NOTE)
# Elements of other people's files that mean the same here.
_KINDS = {name: kind for kind, name in _ELEMENTS.items()} | {
    "article": Kind.SECTION,
    "subsection": Kind.PARAGRAPH,
    "subpart": Kind.PART,
    "item": Kind.ITEM,
}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


@dataclass(frozen=True)
class About:
    """What is said about the text: its permanent address on this site, title, and day of publication (C.E.)."""

    uri: str
    title: str
    day: date
    draft: bool
    publisher: str = "siang"


def write(nodes: Sequence[Node], about: About) -> bytes:
    """The whole document, valid against the schema of the standard."""
    root = etree.Element(_name("akomaNtoso"), nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    law = etree.SubElement(root, _name("bill" if about.draft else "act"), name="bill" if about.draft else "act")
    _meta(law, about)
    preface = etree.SubElement(law, _name("preface"))
    etree.SubElement(etree.SubElement(preface, _name("p")), _name("docTitle")).text = about.title
    body = etree.SubElement(law, _name("body"))
    for node in nodes:
        _write(body, node)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def read(content: bytes) -> list[Node]:
    """The provisions of an Akoma Ntoso document, ours or another's. Raises Unreadable for what is none."""
    try:
        root = etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError as problem:
        raise _no_akn() from problem
    body = root.find(f".//{_name('body')}")
    if body is None:
        raise _no_akn()
    return list(_read_all(body))


def is_akn(content: bytes) -> bool:
    """Whether a file says that it is Akoma Ntoso."""
    return b"akomaNtoso" in content[:2_000]


def words_of(content: bytes) -> Source:
    """An Akoma Ntoso file as running text, for the importing desk. Raises Unreadable."""
    text = as_text(read(content))
    if len(text) > LONGEST_TEXT or not text.strip():
        raise _no_akn()
    return Source("akn", text)


def as_text(nodes: Iterable[Node]) -> str:
    """The text as people type it: a line for each heading, section, paragraph and item."""
    lines: list[str] = []
    ended = False
    for node in nodes:
        if node.eid.startswith("amd_") and not ended:
            lines.append(SIGNED)  # amending Acts are told from sections by what stands before the first
        ended = ended or node.kind == Kind.NOTE or node.eid.startswith("amd_")
        lines += _lines(node)
    return "\n".join(lines) + "\n"


def _lines(node: Node) -> Iterator[str]:
    inner = [line for child in node.children for line in _lines(child)]
    own = [node.text] if node.text else []
    if node.kind in {Kind.SECTION, Kind.ITEM, Kind.NOTE} and node.label:
        first, *rest = [*own, *inner] or [""]
        mark = " :- " if node.kind == Kind.NOTE else " "
        yield f"{node.label}{mark}{first}".strip()
        yield from rest
        return
    yield from filter(None, (node.label, node.heading, *own))
    yield from inner


def _write(parent: etree._Element, node: Node) -> None:
    if node.kind in _NAMED:
        element = etree.SubElement(parent, _name("hcontainer"), name=str(node.kind.value), eId=node.eid)
    else:
        element = etree.SubElement(parent, _name(_ELEMENTS[node.kind]), eId=node.eid)
    if node.label:
        etree.SubElement(element, _name("num")).text = node.label
    if node.heading:
        etree.SubElement(element, _name("heading")).text = node.heading
    if node.text or not node.children:
        holder = etree.SubElement(element, _name("intro" if node.children else "content"))
        etree.SubElement(holder, _name("p")).text = node.text
    for child in node.children:
        _write(element, child)


def _read_all(parent: etree._Element) -> Iterator[Node]:
    for element in parent.iterchildren(f"{{{NAMESPACE}}}*"):
        kind = _kind(element)
        if kind:
            yield _read(element, kind)


def _kind(element: etree._Element) -> Kind | None:
    name = etree.QName(element).localname
    if name == "hcontainer":
        named = element.get("name", "")
        return Kind(named) if named in Kind.values else None
    return _KINDS.get(name)


def _read(element: etree._Element, kind: Kind) -> Node:
    return Node(
        kind,
        element.get("eId", ""),
        _child(element, "num"),
        _child(element, "intro") or _child(element, "content"),
        tuple(_read_all(element)),
        _child(element, "heading"),
    )


def _child(element: etree._Element, name: str) -> str:
    found = element.find(_name(name))
    if found is None:
        return ""
    holders = found.findall(_name("p")) or [found]
    return _BREAKS.sub(" ", " ".join("".join(map(str, holder.itertext())) for holder in holders)).strip()


def _meta(law: etree._Element, about: About) -> None:
    """Identification after FRBR: the law, its Thai expression, this file."""
    meta = etree.SubElement(law, _name("meta"))
    identification = etree.SubElement(meta, _name("identification"), source="#siang")
    day = about.day.isoformat()
    for level, uri in (
        ("Work", about.uri),
        ("Expression", f"{about.uri}/tha"),
        ("Manifestation", f"{about.uri}/tha.xml"),
    ):
        part = etree.SubElement(identification, _name(f"FRBR{level}"))
        etree.SubElement(part, _name("FRBRthis"), value=uri)
        etree.SubElement(part, _name("FRBRuri"), value=uri)
        etree.SubElement(part, _name("FRBRdate"), date=day, name="published")
        etree.SubElement(part, _name("FRBRauthor"), href="#siang")
        if level == "Work":
            etree.SubElement(part, _name("FRBRcountry"), value="th")
        if level == "Expression":
            etree.SubElement(part, _name("FRBRlanguage"), language="tha")
    references = etree.SubElement(meta, _name("references"), source="#siang")
    etree.SubElement(references, _name("TLCOrganization"), eId="siang", href="/ontology/siang", showAs=about.publisher)


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _no_akn() -> Unreadable:
    return Unreadable(_("This is not an Akoma Ntoso document that can be read: it has no body, or it is damaged."))
