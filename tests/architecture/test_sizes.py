"""Files and functions stay small by meaning. The sizes are printed with `pytest -s`."""

import ast
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("config", "accounts", "cms", "realtime", "consult", "budgets", "petitions")
FILES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts)


def _functions(path: Path) -> list[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [
        ((node.end_lineno or node.lineno) - node.lineno + 1, f"{path.relative_to(ROOT)}:{node.name}")
        for node in ast.walk(tree)
        if isinstance(node, kinds)
    ]


def test_no_file_is_over_400_lines() -> None:
    sizes = [(len(path.read_text(encoding="utf-8").splitlines()), str(path.relative_to(ROOT))) for path in FILES]
    filled = [size for size, _ in sizes if size]
    print(f"\n{len(filled)} files, median {median(filled):.0f} lines, largest {sorted(sizes)[-3:]}")
    assert [entry for entry in sizes if entry[0] > 400] == []


def test_no_function_is_over_40_lines() -> None:
    sizes = [entry for path in FILES for entry in _functions(path)]
    print(f"\n{len(sizes)} functions, median {median(s for s, _ in sizes):.0f} lines, largest {sorted(sizes)[-3:]}")
    assert [entry for entry in sizes if entry[0] > 40] == []


def test_no_file_is_named_for_nothing() -> None:
    nothing = {"utils.py", "helpers.py", "common.py", "misc.py"}
    assert [str(path) for path in FILES if path.name in nothing] == []
