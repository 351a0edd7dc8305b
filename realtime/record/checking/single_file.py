"""The checking modules joined into one file each, which run anywhere."""

import ast
import functools
from pathlib import Path

CHECKING = ("merkle", "ed25519", "notes", "tiles", "counting", "shares", "forms", "crowds", "results", "command")
WITNESSING = ("merkle", "ed25519", "notes", "witness")
HERE = Path(__file__).parent


def single_file() -> str:
    """The source of `siang-verify.py`."""
    return _joined(CHECKING, "main")


def witness_file() -> str:
    """The source of `siang-witness.py`."""
    return _joined(WITNESSING, "main_witness")


@functools.cache
def _joined(parts: tuple[str, ...], start: str) -> str:
    """The docstring of the last module, all imports, the modules in order, the call."""
    imports: set[str] = set()
    bodies: list[str] = []
    docstring = ""
    for name in parts:
        source = (HERE / f"{name}.py").read_text("utf-8")
        tree = ast.parse(source)
        docstring = ast.get_docstring(tree, clean=False) or ""
        found = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        imports |= {line for node in found if "realtime." not in (line := ast.unparse(node))}
        dropped = {
            number for node in [tree.body[0], *found] for number in range(node.lineno, (node.end_lineno or 0) + 1)
        }
        kept = [line for number, line in enumerate(source.splitlines(), 1) if number not in dropped]
        bodies.append("\n".join(kept).strip())
    first = "from __future__ import annotations\n\n"  # so that older versions of Python read it too
    head = f'#!/usr/bin/env python3\n"""{docstring}"""\n\n{first}' + "\n".join(sorted(imports))
    return "\n\n\n".join([head, *bodies, f"raise SystemExit({start}())"]) + "\n"
