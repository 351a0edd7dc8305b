"""The content policy of the editors' rooms (Wagtail), kept as strict as Wagtail allows.

Wagtail 8 starts its date fields, choosers and repeated panels with short inline scripts. None is allowed as such;
those that do nothing but call one known function with plain JSON are allowed by their hash, page by page.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.csp import CSP

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_JSON = r"(?P<json>.*)"
# Date fields; choosers of pages, pictures, documents and of our own things; repeated panels.
_SHAPES = (
    re.compile(rf"init(?:DateTime|Date|Time)Chooser\({_JSON}\);", re.DOTALL),
    re.compile(rf"new \w*Chooser\({_JSON}\);", re.DOTALL),
    re.compile(
        r"\s*\(function\(\) \{\s*var panel = new (?:InlinePanel|MultipleChooserPanel)"
        r"\(JSON\.parse\((?P<json>\"(?:[^\"\\<>]|\\u[0-9A-F]{4})*\")\)\);\s*\}\)\(\);\s*",
        re.DOTALL,
    ),
)


def policy(response: HttpResponse) -> dict[str, Any]:
    """The policy for one answer of the editors' rooms."""
    rules: dict[str, Any] = dict(settings.SECURE_CSP)
    # Wagtail places menus and panels by setting styles from its scripts.
    rules["style-src"] = [CSP.SELF, CSP.UNSAFE_INLINE]
    rules["frame-ancestors"] = [CSP.SELF]
    if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
        rules["script-src"] = [CSP.SELF, *hashes(response.text)]
    return rules


def hashes(html: str) -> list[str]:
    """CSP sources of the inline scripts in `html` that have a known shape, each once."""
    scripts = dict.fromkeys(_INLINE.findall(html))
    return [_source(script) for script in scripts if _is_known(script, _SHAPES)]


def _is_known(script: str, shapes: Iterable[re.Pattern[str]]) -> bool:
    found = next(filter(None, (shape.fullmatch(script) for shape in shapes)), None)
    return found is not None and _is_json(f"[{found['json']}]")


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _source(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    return f"'sha256-{digest}'"
