"""The signing key: from a file or the environment, replaced with an overlap, never readable by others."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client

from config import env
from realtime import sealer
from realtime.record import check_views, checkpoint, receipts
from realtime.record.checking import notes
from realtime.record.checking.merkle import Broken
from realtime.record.checks import record_settings
from realtime.record.models import Checkpoint, Entry
from tests.realtime.record.test_sealing import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site whose key is in a file of its own."""
    monkeypatch.delenv("RECORD_KEY", raising=False)
    monkeypatch.setenv("RECORD_KEY_FILE", str(tmp_path / "key"))
    settings.RECORD_FORMER_KEYS = tmp_path / "former"
    settings.RECORD_KEY_FILE = tmp_path / "key"
    (tmp_path / "key").touch(0o600)
    (tmp_path / "key").write_text("ab" * 32)
    restart(settings)
    return tmp_path / "key"


def restart(settings: Any) -> None:
    """Read the key as a site that starts does."""
    settings.RECORD_KEY = env.secret("RECORD_KEY", Path("none"), production=True)


def seal_one() -> tuple[str, str]:
    """One more entry: the note of its checkpoint and its receipt file."""
    write(1)
    sealer.seal_all()
    proof = receipts.proof(receipts.Found.of(Entry.objects.latest("index")))
    return Checkpoint.objects.latest("size").note, proof or ""


def test_it_works(key: Path, settings: Any) -> None:
    old = checkpoint.public_keys()
    _note, receipt = seal_one()

    call_command("record_key", "rotate")
    restart(settings)
    new = checkpoint.public_keys()[:1]
    note, both = seal_one()
    assert notes.open_checkpoint(note, old) == notes.open_checkpoint(note, new), "signed by both in the overlap"

    call_command("record_key", "retire")
    restart(settings)
    note, _ = seal_one()
    assert notes.open_checkpoint(note, new).size == 3
    with pytest.raises(Broken):
        notes.open_checkpoint(note, old)
    for earlier in (receipt, both):
        assert check_views.verdict(earlier).good, "receipts of the old key are still checked"
    published = Client().get("/record/vkey").content.decode().split()
    assert [notes.read_key(line) for line in published] == [*new, *old]
    assert key.stat().st_mode & 0o777 == 0o600


def test_nothing_is_retired_before_there_is_another(key: Path) -> None:
    with pytest.raises(CommandError, match="rotate first"):
        call_command("record_key", "retire")


def test_with_the_key_in_the_environment_the_command_says_what_to_set(
    key: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RECORD_KEY", "ab" * 32)
    call_command("record_key", "rotate")
    assert f",{'ab' * 32}" in capsys.readouterr().out
    assert key.read_text() == "ab" * 32


@pytest.mark.parametrize(
    ("mode", "told"), [(0o600, []), (0o400, []), (0o640, ["record.E003"]), (0o604, ["record.E003"])]
)
def test_a_key_that_others_can_read_is_told(key: Path, mode: int, told: list[str]) -> None:
    key.chmod(mode)
    assert [error.id for error in record_settings()] == told


def test_a_demo_makes_its_key_and_a_production_site_never_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RECORD_KEY", raising=False)
    monkeypatch.delenv("RECORD_KEY_FILE", raising=False)
    made = env.secret("RECORD_KEY", tmp_path, production=False)
    assert env.secret("RECORD_KEY", tmp_path, production=False) == made
    assert (tmp_path / "record_key").stat().st_mode & 0o777 == 0o600
    with pytest.raises(ImproperlyConfigured, match="RECORD_KEY_FILE"):
        env.secret("RECORD_KEY", tmp_path, production=True)
