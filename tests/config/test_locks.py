"""What is installed is what was locked: exact versions, each with hashes."""

import re
from importlib import metadata

import pytest

from config.env import ROOT

_LINE = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)(?: ; [^\\]*)?(.*)$")


def locked(name: str) -> dict[str, str]:
    """Package → version of a lock file; a line that is no exact version with hashes fails here."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        match = _LINE.match(line)
        assert match, line
        assert "--hash=sha256:" in line, line
        found[match[1]] = match[2]
    return found


@pytest.mark.parametrize("name", ["base.txt", "dev.txt"])
def test_it_works(name: str) -> None:
    assert len(locked(name)) > 20


@pytest.mark.parametrize("name", ["base.txt", "dev.txt"])
def test_the_installed_versions_are_the_locked_ones(name: str) -> None:
    for package, version in locked(name).items():
        try:
            assert metadata.version(package) == version, package
        except metadata.PackageNotFoundError:
            continue  # for another platform


def test_what_the_site_runs_on_is_locked_the_same_for_developers() -> None:
    assert locked("base.txt").items() <= locked("dev.txt").items()
