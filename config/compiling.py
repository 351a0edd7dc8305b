"""Compiling translations when they are missing or old. The settings call it: before anything can load a catalogue."""

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

from config.env import ROOT

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

THAI = ROOT / "config" / "locale" / "th" / "LC_MESSAGES" / "django.po"
# Corrections of the sign-in library's own Thai: written by hand, never extracted.
SIGN_IN = ROOT / "accounts" / "locale" / "th" / "LC_MESSAGES" / "django.po"
# Wagtail's texts that officers meet and that it has not in Thai: written by hand, never extracted.
EDITORS = ROOT / "cms" / "locale" / "th" / "LC_MESSAGES" / "django.po"


def compile_stale() -> None:
    """Make each `django.mo` that is missing or older than its source."""
    for source in (THAI, SIGN_IN, EDITORS):
        _compile(source, source.with_suffix(".mo"))


def read(path: Path = THAI) -> "Catalog":
    """The translations as written."""
    from babel.messages import pofile  # only where something is to be compiled

    with path.open("rb") as file:
        return pofile.read_po(file, locale="th")


def _compile(source: Path, target: Path) -> None:
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return
    from babel.messages import mofile

    body = io.BytesIO()
    mofile.write_mo(body, read(source))
    partial = target.with_suffix(f".{os.getpid()}")
    partial.write_bytes(body.getvalue())
    partial.replace(target)
