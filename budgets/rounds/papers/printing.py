"""Ballot papers for a booth as PDF: each copy in an order of its own, drawn from the published seed."""

import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.bilingual import in_language
from budgets.rounds.models import Project, Round
from budgets.rounds.order import printed_order
from budgets.rounds.papers.paper import Paper, paper

HERE = Path(__file__).parent
FONTS = Path(settings.BASE_DIR) / "consult" / "hearings" / "reports" / "fonts"
MOST_COPIES = 10
SIZES = {"normal": 11.0, "large": 18.0}  # points


def copies(round_: Round, codes: Iterable[str], count: int) -> list[Paper]:
    """So many papers with the same projects, each in an order of its own. Nothing on a paper tells which one it is."""
    known = sorted(codes)
    first = paper(round_, known)
    by_code = {project.code: project for project in first.projects}
    return [
        Paper(round_, first.kind, first.limits, first.words, [by_code[code] for code in order])
        for number in range(1, count + 1)
        if (order := printed_order(number, round_.rules["seed"], by_code))
    ]


def pdf(papers: Sequence[Paper], *, size: str = "normal", district: str = "") -> bytes:
    """The papers as one PDF on A4; the words reach the template as data, nothing in them is markup."""
    import typst

    content = _content(papers[0], district) | {"size": SIZES[size], "papers": [_lines(one) for one in papers]}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "paper.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        (root / "paper.typ").write_bytes((HERE / "paper.typ").read_bytes())
        made: bytes = typst.compile(
            str(root / "paper.typ"), root=str(root), font_paths=[str(FONTS)], ignore_system_fonts=True, format="pdf"
        )
        return made


def _content(one: Paper, district: str) -> dict[str, Any]:
    page = one.round.page
    return {
        "lang": (get_language() or "th")[:2],
        "heading": _("Ballot paper"),
        "title": page.local_title,
        "agency": str(page.agency),
        "district": district,
        "words": [str(words) for words in one.words],
        "field": one.kind.field,
        "columns": [_mark(one.kind.field), _("Code"), _("Project"), _("Cost (baht)")],
        "stamp": _("Stamp of the booth"),
        "note": _("Valid with the stamp of the booth only. Write nothing else on it: no name, no sign."),
        "rules": f"{_('Rules')} {one.round.rules_hash[:16]}",
        "address": f"{settings.SITE_URL}{reverse('rounds:round', args=[page.public_id])}",
    }


def _mark(field: str) -> str:
    return {"tick": _("Mark ×"), "points": _("Points"), "rank": _("Rank")}[field]


def _lines(one: Paper) -> list[dict[str, str]]:
    return [_line(project) for project in one.projects]


def _line(project: Project) -> dict[str, str]:
    return {
        "code": project.code,
        "title": str(project),
        "words": in_language(project, "description"),
        "place": in_language(project, "place"),
        "cost": f"{project.cost:,.0f}",
    }
