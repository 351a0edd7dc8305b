"""Settings of the record that cannot work, told before the site starts."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def record_settings(**_: Any) -> list[CheckMessage]:
    """The signing key is 32 bytes in hexadecimal (or several, joined by commas), the origin a plain name."""
    found: list[CheckMessage] = []
    if not all(_is_seed(seed) for seed in settings.RECORD_KEY.split(",")):
        hint = "Make one with: python -c 'import secrets; print(secrets.token_hex(32))'"
        found.append(Error("RECORD_KEY is not 32 bytes in hexadecimal.", hint=hint, id="record.E001"))
    origin = settings.RECORD_ORIGIN
    if not origin or "+" in origin or any(letter.isspace() for letter in origin):
        hint = "Use the address of the record without https://, like voice.example.go.th/record"
        found.append(Error("RECORD_ORIGIN is empty or holds a space or a plus sign.", hint=hint, id="record.E002"))
    if not os.environ.get("RECORD_KEY") and _open_to_others(Path(settings.RECORD_KEY_FILE)):
        hint = f"chmod 600 {settings.RECORD_KEY_FILE}, and think about who may have read it: docs/record.md, The key."
        found.append(Error("The file of RECORD_KEY can be read by others.", hint=hint, id="record.E003"))
    return found


def _open_to_others(file: Path) -> bool:
    return file.is_file() and bool(file.stat().st_mode & 0o077)


def _is_seed(text: str) -> bool:
    try:
        return len(bytes.fromhex(text)) == 32
    except ValueError:
        return False
