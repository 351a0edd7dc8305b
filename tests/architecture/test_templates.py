"""Templates obey the strict content policy, speak both languages, and their components are documented."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
PAGES = sorted(TEMPLATES.rglob("*.html"))
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
# Both languages at once, on purpose: it must not depend on anything.
BOTH_LANGUAGES = {"500.html"}
# Mail cannot have stylesheets.
MAIL = {path for path in PAGES if "mail" in path.parts or "email" in path.parts}
# Names that are the same in every language.
NAMES = {
    "CSV",
    "TSV",
    "JSON",
    "Feed",
    "XML",
    "ODS",
    "XLSX",
    "DOCX",
    "PDF",
    "HTML",
    "SVG",
    "Atom",
    "RSS",
    "OpenAPI",
    "Akoma",
    "Ntoso",
    "DCAT",
    "OCDS",
    "Pabulib",
    "API",
    "SHA-256",
    "RFC",
    "CC",
    "BY",
    "Siang",
    "C2SP",
    "tlog-tiles",
    "tlog-proof",
    "tlog-checkpoint",
    "tlog-witness",
    "ID",
    "pb",
}
SPOKEN = ("aria-label", "alt", "title", "placeholder")
QUIET = ("script", "style", "code", "pre", "kbd")
BLOCKS = {"comment": "endcomment", "blocktranslate": "endblocktranslate", "blocktrans": "endblocktrans"}
# Elements without an end.
VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
    "path",
    "circle",
    "rect",
    "line",
}


def markup(text: str) -> str:
    """The template without its tags: what a reader would get in every branch at once."""
    kept, until = [], ""
    for token in Lexer(text).tokenize():
        word = token.contents.split()[0] if token.contents.split() else ""
        if until:
            until = "" if token.token_type == TokenType.BLOCK and word == until else until
        elif token.token_type == TokenType.BLOCK and word in BLOCKS:
            until = BLOCKS[word]
        elif re.match(r"block \w+_class$", token.contents):
            until = "endblock"
        elif token.token_type == TokenType.TEXT:
            kept.append(token.contents)
        elif token.token_type == TokenType.VAR:
            kept.append("1")
    return "".join(kept)


class Literals(HTMLParser):
    """Collects words that are written in the template itself and not marked with a language."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        silent = tag in QUIET or (tag != "html" and "lang" in named) or (bool(self.silent) and self.silent[-1])
        if not silent:
            self.found += [value for name, value in attrs if name in SPOKEN and value and words(value)]
        if tag not in VOID:
            self.silent.append(silent)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.silent:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if words(data) and not (self.silent and self.silent[-1]):
            self.found.append(data.strip())


def words(text: str) -> list[str]:
    """Words of some language in a text: two letters or more, and not a name."""
    prose = re.sub(r"\b[\w-]+\.(?:py|json|csv|txt|pb)\b", "", text)  # names of files are the same everywhere
    return [word for word in re.findall(r"[A-Za-zก-๙][\w\-ก-๙]+", prose) if word not in NAMES]


def literals(path: Path) -> list[str]:
    """Untranslated words of a template."""
    parser = Literals()
    parser.feed(markup(path.read_text(encoding="utf-8")))
    return parser.found


def relative(paths: list[Path]) -> list[object]:
    """Parameters named by their path."""
    return [pytest.param(path, id=str(path.relative_to(TEMPLATES))) for path in paths]


def test_it_notices_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('{% comment %}fine{% endcomment %}<p title="bad">เสีย {{ fine }}<b lang="en">fine</b><i>CSV</i></p>')
    assert literals(page) == ["bad", "เสีย 1"]


@pytest.mark.parametrize("path", relative(PAGES))
def test_every_template_obeys_the_content_policy(path: Path) -> None:
    html = markup(path.read_text(encoding="utf-8"))
    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", html) == [], "no inline script"
    if path not in MAIL:
        assert re.findall(r"<style\b", html) == [], "no inline stylesheet"
        assert re.findall(r"<[^>]*\sstyle\s*=", html) == [], "no style attribute"
    assert re.findall(r"<[^>]*\son[a-z]+\s*=", html) == [], "no event handler"
    assert re.findall(r"(?:href|src)=[\"']\s*javascript:", html) == []


@pytest.mark.parametrize("path", relative([path for path in PAGES if path.name not in BOTH_LANGUAGES]))
def test_every_text_is_translated(path: Path) -> None:
    assert literals(path) == []


@pytest.mark.parametrize("path", relative(COMPONENTS))
def test_every_component_is_documented(path: Path) -> None:
    text = path.read_text(encoding="utf-8").strip()
    assert text.startswith("{% comment %}")
    assert len(text.split("{% endcomment %}")[0]) > 50
    assert f"`{path.stem}`" in (TEMPLATES.parent / "docs" / "design.md").read_text() or path.stem.startswith("chart_")


def test_a_form_names_its_errors_once() -> None:
    """`{{ form }}` begins with the summary of errors; a second one beside it would have the same id."""
    twice = [
        str(page.relative_to(TEMPLATES))
        for page in PAGES
        if "error_summary.html" in (words := page.read_text("utf-8")) and re.search(r"\{\{ ?form ?\}\}", words)
    ]
    assert twice == []
