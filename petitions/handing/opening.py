"""Opening a package and checking all that it claims. Needs the authority's secret key, and neither site nor database.

age -d -i key.txt package.tar.age | tar x      (the same by hand, with https://age-encryption.org)
"""

import base64
import hashlib
import io
import json
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from realtime.record.checking.ed25519 import verify_signature
from realtime.record.checking.merkle import Broken
from realtime.record.checking.notes import Key, verify_proof

TABLE, ARRAY = "names.csv", "names.json"
MANIFEST, NOTE, PROOF, README = "manifest.json", "manifest.note", "manifest.tlog-proof", "READ-ME.txt"
NAMES = (TABLE, ARRAY, MANIFEST, NOTE, PROOF, README)
WORDS = """รายชื่อที่รับรองแล้ว / Certified names

names.csv, names.json   รายชื่อ / the names
manifest.json           จำนวนตามจังหวัด ค่าแฮช และรหัสยืนยันการรับ / counts, hashes, the code to confirm receipt
manifest.note           ลายเซ็น Ed25519 ของบันทึกสาธารณะ / the record's signature over the manifest's SHA-256
manifest.tlog-proof     หลักฐานว่าแฮชของ manifest อยู่ในบันทึกสาธารณะ / proof that this hash is in the public record

commitment = SHA-256(salt + person), hexadecimal: the value "by" of the record's entry whose "act" is the row's.
"""


@dataclass(frozen=True)
class Opened:
    """What a package holds, once everything in it agreed."""

    manifest: dict[str, Any]
    folder: Path

    @property
    def code(self) -> str:
        """The word by which receipt is confirmed."""
        return str(self.manifest["opening_code"])


def note_text(origin: str, digest: str) -> str:
    """What the record's key signs: another first line than a checkpoint, so neither passes for the other."""
    return f"{origin}/handover\n{digest}\n"


def open_package(package: IO[bytes], identity: str, folder: Path, keys: Sequence[Key]) -> Opened:
    """Decrypt into `folder` (made; must be empty) and check hashes, signature and inclusion proof.

    Raises Broken with a sentence for anything that does not agree, pyrage.DecryptError for another key.
    """
    import pyrage  # with the first package opened

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise Broken(f"The folder {folder} is not empty.")
    plain = folder / "package.tar"
    with plain.open("wb") as out:
        pyrage.decrypt_io(package, out, [pyrage.x25519.Identity.from_str(identity.strip())])
    with tarfile.open(plain) as archive:
        for member in archive:
            if member.name not in NAMES or not member.isfile():
                raise Broken(f"The package has a file that does not belong in it: {member.name}.")
            archive.extract(member, folder, filter="data")
    plain.unlink()
    text = (folder / MANIFEST).read_bytes()
    manifest = json.loads(text)
    digest = hashlib.sha256(text).hexdigest()
    _files(manifest, folder)
    _signature((folder / NOTE).read_text(encoding="utf-8"), str(manifest["record"]), digest, keys)
    proof, _head = verify_proof((folder / PROOF).read_text(encoding="utf-8"), keys)
    said = json.loads(proof.entry)["body"]
    if said["manifest"] != digest or said["total"] != manifest["total"]:
        raise Broken("The entry in the record speaks of another manifest.")
    return Opened(manifest, folder)


def secret_in(text: str) -> str:
    """The secret key in a key file (lines with # are remarks). Raises Broken when there is none."""
    for line in io.StringIO(text):
        if line.strip() and not line.startswith("#"):
            return line.strip()
    raise Broken("There is no key in this file.")


def _files(manifest: dict[str, Any], folder: Path) -> None:
    for name, says in manifest["files"].items():
        digest = hashlib.sha256()
        with (folder / name).open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
        if digest.hexdigest() != says["sha256"]:
            raise Broken(f"{name} is not the file that the manifest speaks of.")
    if sum(manifest["by_province"].values()) != manifest["total"]:
        raise Broken("The counts by province do not add up to the total.")


def _signature(note: str, origin: str, digest: str, keys: Sequence[Key]) -> None:
    text, _, signatures = note.partition("\n\n")
    if text + "\n" != note_text(origin, digest):
        raise Broken("The signed note speaks of another manifest.")
    for line in signatures.splitlines():
        data = base64.b64decode(line.rpartition(" ")[2])
        for key in keys:
            if data[:4] == key.id and verify_signature(key.public, (text + "\n").encode(), data[4:]):
                return
    raise Broken("None of the record's keys has signed the manifest.")
