"""What the documents name is there: paths of this repository, and every decision in the list of decisions."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
DECISIONS = ROOT / "docs" / "decisions"
RECORDS = sorted(DECISIONS.glob("[0-9]*.md"))
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "deploy" / "README.md"]
FOLDERS = [
    "config",
    "accounts",
    "cms",
    "realtime",
    "consult",
    "budgets",
    "petitions",
    "templates",
    "tests",
    "docs",
    "deploy",
    "requirements",
]


def _named(document: Path) -> set[Path]:
    """Targets of relative links, and code words that look like a path from the top of the repository."""
    text = document.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text)
    words = re.findall(rf"`((?:{'|'.join(FOLDERS)})/[\w./-]*)`", text)
    return {document.parent / link for link in links} | {ROOT / word for word in words}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_named_exists(document: Path) -> None:
    assert sorted(str(path) for path in _named(document) if not path.exists()) == []


def test_decision_numbers_are_unique() -> None:
    numbers = [record.name[:4] for record in RECORDS]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_the_decision_is_listed_under_its_number(record: Path) -> None:
    first = record.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(f"# {int(record.name[:4])}. ")
    title = first.split(". ", 1)[1]
    assert f"| [{record.name[:4]}]({record.name}) | {title} |" in (DECISIONS / "README.md").read_text(encoding="utf-8")
