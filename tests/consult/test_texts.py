"""Law texts: read, stored, frozen, shown."""

import json
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client

from consult.texts import figures, store
from consult.texts.kinds import Kind
from consult.texts.numbers import year_be
from consult.texts.reading import read_act
from tests.factories import hearings as make

CONTENT = Path(__file__).parents[2] / "config/demo/content/consult"


def test_it_works() -> None:
    nodes = read_act(make.ACT)
    assert [node.eid for node in nodes] == ["preamble", "sec_1", "sec_2"]
    first, second = nodes[2].children
    assert [item.eid for item in first.children] == ["sec_2__para_1__item_1", "sec_2__para_1__item_2"]
    assert (first.children[0].label, first.children[0].text) == ("(๑)", "ข้อแรก")
    assert (second.eid, second.text) == ("sec_2__para_2", "วรรคสอง")


@pytest.mark.parametrize(("name", "sections"), [("law-drafting-criteria-2562", 40), ("law-initiative-2564", 19)])
def test_it_finds_every_section_of_a_real_act(name: str, sections: int) -> None:
    act = json.loads((CONTENT / f"{name}.json").read_text())
    nodes = read_act(act["provisions"])
    found = [node for node in nodes if node.kind == Kind.SECTION]
    assert [node.eid for node in found] == [f"sec_{number}" for number in range(1, sections + 1)]
    assert all(node.label.isascii() is False and node.children for node in found)


@pytest.mark.parametrize("name", ["law-drafting-criteria-2562", "law-initiative-2564"])
def test_it_loses_no_word(name: str) -> None:
    act = json.loads((CONTENT / f"{name}.json").read_text())
    for entry, node in zip(act["provisions"], read_act(act["provisions"]), strict=True):
        printed = node.label if entry["content"].startswith(node.label) else ""  # the preamble has no heading in print
        words = printed + "".join(
            part.text + "".join(item.label + item.text for item in part.children) for part in node.children
        )
        expected = entry["content"].replace(":-", "")
        assert "".join(words.split()) == "".join(expected.split())


@pytest.mark.django_db
def test_a_published_text_refuses_change_in_the_model_and_in_sql() -> None:
    version = store.freeze(make.text())
    with pytest.raises(ValidationError):
        version.save()
    for statement in (
        "UPDATE texts_provision SET text = 'อื่น' WHERE version_id = %s",
        "DELETE FROM texts_provision WHERE version_id = %s",
        "UPDATE texts_textversion SET label = 'อื่น' WHERE id = %s",
        "INSERT INTO texts_provision (version_id, identity, kind, eid, label, heading, text, position)"
        " VALUES (%s, gen_random_uuid(), 'section', 'sec_9', '', '', 'ใหม่', 99)",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [version.pk])
    assert store.fingerprint(version) == version.fingerprint


@pytest.mark.django_db
def test_the_page_has_an_address_for_every_provision(client: Client, django_assert_max_num_queries: object) -> None:
    version = store.freeze(make.text())
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        page = client.get("/th/laws/test-act/").content.decode()
    for eid in version.provisions.values_list("eid", flat=True):
        assert f'id="{eid}"' in page
    assert "มาตรา ๒" in page


@pytest.mark.django_db
def test_a_part_of_the_text_is_read_alone() -> None:
    version = make.text()
    part = figures.parts(version, "sec_2")[0]
    assert [child.eid for child in part.children] == ["sec_2__para_1", "sec_2__para_2"]


@pytest.mark.parametrize(
    ("typed", "year"),
    [("2562", 2562), ("๒๕๖๒", 2562), ("๒๕62", 2562), (" 2019 ", 2562), ("256", None), ("²⁵⁶²", None), ("ปี", None)],
)
def test_a_year_is_read_however_it_is_typed(typed: str, year: int | None) -> None:
    assert year_be(typed) == year


@pytest.mark.django_db
def test_laws_are_found_by_words_and_year(client: Client) -> None:
    store.freeze(make.text())
    for asked, found in (("year=๒๕69", True), ("year=2026", True), ("words=ทดสอบ", True), ("year=๒๕๖๘", False)):
        assert ("พระราชบัญญัติทดสอบ</a>" in client.get(f"/th/laws/?{asked}").content.decode()) is found, asked
