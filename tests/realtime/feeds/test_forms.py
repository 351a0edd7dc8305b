"""The other forms of a table, and parts of a file."""

import io
import json
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from odf.opendocument import load
from odf.table import TableCell, TableRow

from realtime.feeds import catalogue, ranges
from realtime.feeds.catalogue import Column, Dataset, Row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def exports(tmp_path: Path, settings: LazySettings) -> Path:
    settings.VAR = tmp_path
    return tmp_path / "exports"


def fetch(client: Client, path: str, **headers: str) -> tuple[Any, bytes]:
    response: Any = client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    return response, b"".join(response.streaming_content) if response.streaming else response.content


def test_it_works(towns: Dataset, client: Client) -> None:
    response, content = fetch(client, "/open/towns/a.ods")
    assert response["Content-Type"] == "application/vnd.oasis.opendocument.spreadsheet"
    assert content[30:38] == b"mimetype"
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    rows = load(io.BytesIO(content)).spreadsheet.getElementsByType(TableRow)
    cells = rows[1].getElementsByType(TableCell)
    assert [str(cell) for cell in cells] == [
        "น้ำพุ", "3", "1234.50", "true", "2026-11-21", "2026-11-21T08:02:03", "50",
    ]  # fmt: skip
    assert [cell.getAttribute("valuetype") for cell in cells] == [
        "string", "float", "float", "boolean", "date", "date", "string",
    ]  # fmt: skip
    assert str(rows[2].getElementsByType(TableCell)[0]) == "=HYPERLINK(1)"


def test_json_lines_are_rows_only(towns: Dataset, client: Client) -> None:
    _response, content = fetch(client, "/open/towns/a.jsonl")
    lines = [json.loads(line) for line in content.decode().splitlines()]
    assert [line["count"] for line in lines] == [3, -4, None]


def test_xml_holds_only_what_xml_may_hold(towns: Dataset, client: Client) -> None:
    rows: list[Row] = [("a\x00\x0b<&>\ufffe น้ำ", 1)]
    columns = (Column("text", "string", ""), Column("n", "integer", ""))
    catalogue.register(replace(towns, columns=columns, rows=lambda _id: iter(rows)))
    _response, content = fetch(client, "/open/towns/a.xml")
    root = ET.fromstring(content)
    assert root.get("subject") == "town/a"
    assert root.findtext("record/text") == "a<&> น้ำ"


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "jsonl", "xml", "ods"])
def test_a_part_is_exactly_that_part(towns: Dataset, client: Client, form: str) -> None:
    path = f"/open/towns/a.{form}"
    whole, content = fetch(client, path)
    assert whole["Accept-Ranges"] == "bytes"
    for asked, expected in (("5-20", content[5:21]), ("40-", content[40:]), ("-7", content[-7:])):
        response, part = fetch(client, path, Range=f"bytes={asked}")
        assert (response.status_code, part) == (206, expected)
        assert response["ETag"] == whole["ETag"]
        assert response["Content-Range"].endswith(f"/{len(content)}")


def test_beyond_the_end_is_answered_with_the_length(towns: Dataset, client: Client) -> None:
    _whole, content = fetch(client, "/open/towns/a.csv")
    response, _part = fetch(client, "/open/towns/a.csv", Range="bytes=99999-")
    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{len(content)}")


@pytest.mark.parametrize("header", ["bytes=1-2,4-5", "bytes=x", "bytes=9-3", "lines=1-2", "bytes=-"])
def test_what_is_no_single_part_gets_the_whole(towns: Dataset, client: Client, header: str) -> None:
    _whole, content = fetch(client, "/open/towns/a.csv")
    response, got = fetch(client, "/open/towns/a.csv", Range=header)
    assert (response.status_code, got) == (200, content)


def test_a_part_of_another_state_is_the_whole_new_file(towns: Dataset, client: Client) -> None:
    response, _content = fetch(client, "/open/towns/a.csv", Range="bytes=5-", If_Range='"of-yesterday"')
    assert response.status_code == 200


def test_many_validators_are_compared_and_more_are_refused(towns: Dataset, client: Client) -> None:
    for number, status in ((3_000, 200), (20_000, 431)):
        bomb = ",".join(f'"{value}"' for value in range(number))
        response, _content = fetch(client, "/open/towns/a.csv", If_None_Match=bomb)
        assert response.status_code == status


def test_files_kept_for_parts_do_not_fill_the_disk(exports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranges, "ROOM", 2500)
    for number in range(5):
        ranges.kept(f"file-{number}", [b"x" * 1000])
    assert sum(path.stat().st_size for path in exports.iterdir()) <= 2500
    assert (exports / "file-4").exists()


def test_a_file_that_fails_half_way_is_not_kept(exports: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        ranges.kept("broken", broken())
    assert list(exports.iterdir()) == []
