"""Every text a person sees is in the catalogue and has its Thai."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from config import catalogues, compiling


def test_it_works() -> None:
    assert catalogues.extracted().get("At least {age} years old") is not None


def test_it_reads_templates() -> None:
    assert catalogues.extracted().get("Siang") is not None


def test_it_keeps_translations_and_drops_what_is_unused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "django.po"
    old = Catalog(locale="th")
    old.add("At least {age} years old", "อายุ {age} ปี")
    old.add("Nobody says this any more", "ไม่มีใครพูด")
    catalogues.write(old, path)
    monkeypatch.setattr(catalogues, "read", lambda: pofile(path))
    merged = catalogues.merged()
    assert merged.get("At least {age} years old").string == "อายุ {age} ปี"
    assert merged.get("Nobody says this any more") is None


def test_it_names_what_has_no_thai(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "django.po"
    catalogues.write(Catalog(locale="th"), path)
    monkeypatch.setattr(catalogues, "read", lambda: pofile(path))
    assert any("At least {age} years old" in problem for problem in catalogues.problems())


def pofile(path: Path) -> Catalog:
    return compiling.read(path)


def test_a_too_long_answer_is_told_in_thai() -> None:
    """Django's own sentences, where its Thai catalogue has none."""
    with translation.override("th"), pytest.raises(ValidationError, match="ยาวได้ไม่เกิน 5 ตัวอักษร"):
        forms.CharField(max_length=5).clean("ยาวเกินไป")
