"""The checking modules joined into one file that runs anywhere."""

import functools
from pathlib import Path

PARTS = ("merkle", "ed25519", "notes", "tiles", "counting", "results", "command")
HERE = Path(__file__).parent


@functools.cache
def single_file() -> str:
    """The source of `siang-verify.py`: the command's docstring, all imports, the modules in order, the call."""
    imports: set[str] = set()
    bodies: list[str] = []
    docstring = ""
    for name in PARTS:
        docstring, _, rest = (HERE / f"{name}.py").read_text("utf-8").removeprefix('"""').partition('"""\n')
        lines = rest.splitlines()
        imports |= {line for line in lines if _imports(line) and "realtime." not in line}
        bodies.append("\n".join(line for line in lines if not _imports(line)).strip())
    first = "from __future__ import annotations\n\n"  # so that older versions of Python read it too
    head = f'#!/usr/bin/env python3\n"""{docstring}"""\n\n{first}' + "\n".join(sorted(imports))
    return "\n\n\n".join([head, *bodies, "raise SystemExit(main())"]) + "\n"


def _imports(line: str) -> bool:
    return line.startswith(("import ", "from "))
