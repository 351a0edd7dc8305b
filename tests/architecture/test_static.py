"""Stylesheets and scripts stay small, plain and safe."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parent.parent.parent / "config" / "static"
SHEETS = sorted((STATIC / "css").glob("*.css"))
SCRIPTS = sorted((STATIC / "js").glob("*.js"))
PHYSICAL = r"(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|(?<![\w-])(?:left|right|top|bottom))\s*:"


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_every_stylesheet_is_plain(path: Path) -> None:
    css = path.read_text(encoding="utf-8")
    assert re.findall(PHYSICAL, css) == [], "logical properties only: the page may run the other way"
    assert re.findall(r"(?:text-align|float):\s*(?:left|right)", css) == []
    assert "@import" not in css
    assert "@layer" in css
    assert re.findall(r"url\(\s*[\"']?(?:https?:|//)", css) == [], "nothing from elsewhere"
    assert len(css.splitlines()) <= 300


def test_the_stylesheets_together_are_small() -> None:
    shared = [
        path for path in SHEETS if path.name in {"tokens.css", "base.css", "layout.css", "components.css", "data.css"}
    ]
    assert len(shared) == 5
    assert sum(len(gzip.compress(path.read_bytes())) for path in shared) < 14_000


def test_the_fonts_of_one_page_are_small() -> None:
    assert sum(path.stat().st_size for path in (STATIC / "fonts").glob("*.woff2")) < 100_000


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_script_is_short_and_writes_no_markup(path: Path) -> None:
    script = path.read_text(encoding="utf-8")
    assert len(script.splitlines()) <= 120
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", script) == []
