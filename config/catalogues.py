"""Texts and their translations, without GNU gettext: a bare machine has only Python.

Messages are written in English in code and templates; `th` translates every one of them.
"""

import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages import extract, pofile
from babel.messages.catalog import Catalog, Message
from django.utils.translation.template import templatize

from config.compiling import THAI, read
from config.env import ROOT
from config.paragraphs import paragraphs

ROOMS = ("config", "accounts", "cms", "realtime", "consult", "budgets", "petitions")
KEYWORDS = {
    "_lazy": None,
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def extracted() -> Catalog:
    """Every message in the code and the templates, with no place and no date."""
    catalog = Catalog()
    for path in _sources():
        for _line, message, _comments, context in _messages(path):
            catalog.add(message, context=context)
    return catalog


def merged() -> Catalog:
    """The extracted messages with the translations that exist; what is no longer used is dropped."""
    known = read()
    result = Catalog(locale="th", header_comment="", fuzzy=False)
    for message in extracted():
        if message.id:
            old = known.get(message.id, message.context)
            text = old.string if old and isinstance(old.string, str) == isinstance(message.id, str) else None
            if isinstance(message.id, tuple) and old and isinstance(old.string, str):
                text = (old.string,)
            result.add(message.id, text, context=message.context)
    return result


def write(catalog: Catalog, path: Path = THAI) -> None:
    """Write the catalogue sorted, so that two people's changes seldom meet."""
    ordered = sorted((message for message in catalog if message.id), key=_order)
    body = io.BytesIO()
    single = Catalog(locale="th")
    for message in ordered:
        single.add(message.id, message.string, context=message.context)
    pofile.write_po(body, single, width=0, omit_header=True, no_location=True)
    path.write_bytes(HEADER.encode() + body.getvalue())


def problems() -> Iterator[str]:
    """What `make lint` refuses: messages not extracted, not translated, or no longer used."""
    used = {(message.id, message.context) for message in extracted() if message.id}
    known = {(message.id, message.context): message for message in read() if message.id}
    for key in sorted(used - known.keys(), key=str):
        yield f"not in the catalogue (run `make messages`): {key[0]}"
    for key in sorted(known.keys() - used, key=str):
        yield f"no longer used (run `make messages`): {key[0]}"
    for key in sorted(used & known.keys(), key=str):
        if not _translated(known[key]):
            yield f"no Thai: {key[0]}"
        if known[key].fuzzy:
            yield f"marked fuzzy: {key[0]}"


HEADER = """msgid ""
msgstr ""
"Language: th\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


def _order(message: Message) -> tuple[str, str]:
    first = message.id if isinstance(message.id, str) else message.id[0]
    return str(first), message.context or ""


def _translated(message: Message) -> bool:
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(texts[:1])


def _sources() -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted((ROOT / room).rglob("*.py"))
    for ending in ("*.html", "*.txt"):
        yield from sorted((ROOT / "templates").rglob(ending))


def _messages(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.name == "api.py" and path.parent.name != "config":
        yield from ((1, words, [], None) for words in api_words(text))
    code = text if path.suffix == ".py" else _unindented(templatize(text, origin=str(path)))
    yield from extract.extract("python", io.BytesIO(code.encode()), KEYWORDS, (), {"encoding": "utf-8"})


def api_words(code: str) -> Iterator[str]:
    """What the page of the API says: summaries of operations, and the docstrings of these and of schemas."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ClassDef) or (isinstance(node, ast.FunctionDef) and node.decorator_list):
            yield from paragraphs(ast.get_docstring(node) or "")
        if isinstance(node, ast.keyword) and node.arg == "summary" and isinstance(node.value, ast.Constant):
            yield str(node.value.value)


def _unindented(code: str) -> str:
    """What `templatize` leaves of a template is indented like HTML, which Python's tokenizer refuses."""
    return "\n".join(line.strip() for line in code.splitlines())
