"""A document as HTML: a page that stands by itself, whose main part the site shows too."""

from collections.abc import Iterator

from django.utils.html import escape

from consult.hearings.reports.content import Block, Document

START, END = "<!--document-->", "<!--end of document-->"
STYLE = "body{font:1rem/1.7 'Noto Sans Thai Looped',Sarabun,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}"
TABLE = "table{border-collapse:collapse}td,th{border:1px solid #777;padding:.3rem .5rem;text-align:start}"


def render(document: Document) -> bytes:
    """The whole page, in UTF-8."""
    return "".join(_page(document)).encode()


def fragment(page: str, limit: int) -> tuple[str, bool]:
    """The main part of a page, cut between two blocks when it is longer than `limit`; whether it was cut."""
    inside = page.partition(START)[2].partition(END)[0]
    if len(inside) <= limit:
        return inside, False
    return inside[: inside.rfind("\n", 0, limit)], True


def _page(document: Document) -> Iterator[str]:
    title = escape(document.title)
    yield f'<!doctype html>\n<html lang="{document.lang}"><head><meta charset="utf-8"><title>{title}</title>'
    yield f"<style>{STYLE}{TABLE}</style></head>\n<body><h1>{title}</h1>\n<p>{escape(document.subtitle)}</p>\n"
    yield f"<p>{escape(document.agency)}</p>\n{START}\n"
    for block in document.blocks:
        yield _BLOCKS[block.kind](block) + "\n"
    yield f"{END}\n</body></html>\n"


def _lang(block: Block) -> str:
    return f' lang="{block.lang}"' if block.lang else ""


def _heading(block: Block) -> str:
    level = block.level + 1
    return f"<h{level}{_lang(block)}>{escape(block.text)}</h{level}>"


def _text(block: Block) -> str:
    return f"<p{_lang(block)}>{escape(block.text)}</p>"


def _facts(block: Block) -> str:
    rows = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in block.rows)
    return f'<dl class="summary-list">{rows}</dl>'


def _table(block: Block) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' if cell else "<td></td>" for cell in block.head)
    labels = [f' data-label="{escape(cell)}"' if cell else "" for cell in block.head]
    rows = (zip(row, labels, strict=False) for row in block.rows)
    body = "".join("<tr>" + "".join(f"<td{label}>{escape(cell)}</td>" for cell, label in row) + "</tr>" for row in rows)
    label = escape(", ".join(filter(None, block.head)))
    return (
        f'<div class="table table--cards" role="region" tabindex="0" aria-label="{label}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _list(block: Block) -> str:
    items = "".join(
        f"<li{_lang(block)}>{escape(text)}{f' <small>({escape(note)})</small>' if note else ''}</li>\n"
        for text, note in block.rows
    )
    return f"<ul>\n{items}</ul>"


_BLOCKS = {"heading": _heading, "text": _text, "facts": _facts, "table": _table, "list": _list}
