"""An example answer for every operation of the API, taken from the demonstration and shortened.

They stand in files, so that the OpenAPI document is the same whatever the site holds. After a change of an answer:

    make demo                                  # in one terminal
    .venv/bin/python manage.py api_examples    # in another
"""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from config.env import ROOT

FOLDER = ROOT / "config" / "api_examples"
SITE = "https://siang.example"
ITEMS, KEYS, LETTERS = 2, 12, 240


@dataclass(frozen=True)
class Example:
    """One call and its answer. `path` holds the values of the parameters in the address, and of those asked for."""

    path: dict[str, str]
    answer: Any

    def address(self, template: str) -> str:
        """The address with its parameters filled in."""
        asked = {name: value for name, value in self.path.items() if f"{{{name}}}" not in template}
        return template.format(**self.path) + (f"?{urlencode(asked)}" if asked else "")


@cache
def of(operation: str) -> Example | None:
    """The example of the operation with this id."""
    file = FOLDER / f"{operation}.json"
    return Example(**json.loads(file.read_text(encoding="utf-8"))) if file.exists() else None


def write(operation: str, example: Example) -> None:
    """Keep an example for an operation."""
    text = json.dumps({"path": example.path, "answer": example.answer}, ensure_ascii=False, indent=2)
    (FOLDER / f"{operation}.json").write_text(text + "\n", encoding="utf-8")


def shortened(value: Any) -> Any:
    """The same shape with less in it: two items of a list, the beginning of a long text, the first of many keys."""
    if isinstance(value, list):
        return [shortened(item) for item in value[:ITEMS]]
    if isinstance(value, dict):
        alike = len(value) > KEYS and len({type(item) for item in value.values()}) == 1
        kept = list(value.items())[: ITEMS if alike else None]
        return {key: shortened(item) for key, item in kept}
    return value[:LETTERS] + "…" if isinstance(value, str) and len(value) > LETTERS else value
