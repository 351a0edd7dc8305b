"""Check the public record of a Siang site, or one receipt, without trusting the site.

    python siang-verify.py receipt FILE --vkey KEY
    python siang-verify.py site URL --vkey KEY [--range 100:200] [--since OLD-CHECKPOINT] [--save CHECKPOINT]
    python siang-verify.py result URL ROUND --vkey KEY [--since OLD-CHECKPOINT] [--save CHECKPOINT]

One file, Python 3.9 or newer, nothing else needed. It speaks the public formats RFC 6962 (Merkle tree), RFC 8032
(Ed25519) and C2SP signed-note, tlog-checkpoint, tlog-tiles and tlog-proof. It ends with 0 when everything holds,
and with 1 and a sentence when anything does not.
"""

import argparse
import json
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path

from realtime.record.checking.merkle import Broken
from realtime.record.checking.notes import Head, Key, open_checkpoint, read_key, verify_proof, witnessed
from realtime.record.checking.results import verify_result
from realtime.record.checking.tiles import Fetch, verify_range, verify_record

LARGEST = 256 * (2 + 65_535)  # bytes of a full bundle of the longest entries


def over_http(site: str, folder: str = "record/") -> Fetch:
    """Read files of the record of `site` (its address, with or without /record), or of another folder."""
    base = site.rstrip("/").removesuffix("/record") + "/" + folder

    def fetch(path: str) -> bytes:
        if not base.startswith(("http://", "https://")):
            raise Broken("The address of a site starts with http:// or https://.")
        try:
            with urllib.request.urlopen(base + path, timeout=30) as answer:  # noqa: S310
                return answer.read(LARGEST if folder else None)
        except (urllib.error.URLError, OSError) as problem:
            raise Broken(f"{base}{path} cannot be read: {problem}") from None

    return fetch


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when everything holds."""
    parser = argparse.ArgumentParser(description="Check the public record of a Siang site, or one receipt.")
    commands = parser.add_subparsers(dest="command", required=True)
    receipt = commands.add_parser("receipt", help="check one receipt file, offline")
    receipt.add_argument("file", type=Path)
    site = commands.add_parser("site", help="check the record of a site over HTTP")
    site.add_argument("url")
    site.add_argument("--range", metavar="A:B", help="only entries A up to B")
    result = commands.add_parser("result", help="count a round again from the record and the open data")
    result.add_argument("url")
    result.add_argument("round", help="the id of the round, as in its address")
    for one in (site, result):
        one.add_argument("--since", type=Path, metavar="FILE", help="a checkpoint saved earlier")
        one.add_argument("--save", type=Path, metavar="FILE", help="save the checkpoint for a later --since")
    for one in (receipt, site, result):
        one.add_argument("--witness", action="append", default=[], help="the public key of a witness that must co-sign")
        one.add_argument("--vkey", action="append", default=[], help="the public key of the record (a text or a file)")
    options = parser.parse_args(arguments)
    try:
        says = _receipt(options) if options.command == "receipt" else _site(options)
    except (Broken, OSError, ValueError, KeyError) as problem:
        print(f"FAILED: {problem}", file=sys.stderr)  # noqa: T201
        return 1
    print(says)  # noqa: T201
    return 0


def _keys(options: argparse.Namespace, fetch: Fetch | None = None) -> list[Key]:
    texts = _texts(options.vkey)
    if not texts and fetch:
        texts = [fetch("vkey").decode()]
        print("Warning: the key comes from the site itself; compare it with one you had before:", *texts)  # noqa: T201
    if not texts:
        raise Broken("Give the public key of the record: --vkey.")
    return [read_key(line) for text in texts for line in text.splitlines() if line.strip()]


def _texts(given: Sequence[str]) -> list[str]:
    return [Path(text).read_text("utf-8") if Path(text).is_file() else text for text in given]


def _witnesses(options: argparse.Namespace, note: str) -> str:
    """Who of the witnesses asked for co-signed, as a sentence. Raises Broken when one did not."""
    asked = [read_key(line) for text in _texts(options.witness) for line in text.split()]
    found = witnessed(note, asked)
    if missing := sorted({key.name for key in asked} - set(found)):
        raise Broken(f"Not co-signed by {', '.join(missing)}.")
    moments = {name: datetime.fromtimestamp(at, timezone.utc) for name, at in found.items()}  # noqa: UP017
    said = [f"{name} at {at:%Y-%m-%d %H:%M:%S} UTC" for name, at in moments.items()]
    return f"\nCo-signed by {'; by '.join(said)}." if said else ""


def _receipt(options: argparse.Namespace) -> str:
    proof, head = verify_proof(options.file.read_text("utf-8"), _keys(options))
    document = json.dumps(json.loads(proof.entry), ensure_ascii=False, indent=2)
    by = _witnesses(options, proof.checkpoint)
    return f"OK: entry {proof.index} of {head.size} in the record {head.origin}:\n{document}{by}"


def _site(options: argparse.Namespace) -> str:
    fetch = over_http(options.url)
    keys = _keys(options, fetch)
    note = fetch("checkpoint.witnessed" if options.witness else "checkpoint").decode()
    head, by = open_checkpoint(note, keys), _witnesses(options, note)
    olds = [open_checkpoint(options.since.read_text("utf-8"), keys)] if options.since else []
    if options.command == "result":
        says = verify_result(fetch, over_http(options.url, ""), head, olds, options.round)
    else:
        says = _entries(options, fetch, head, olds)
    if options.save:
        options.save.write_text(note, "utf-8")
    return says + by


def _entries(options: argparse.Namespace, fetch: Fetch, head: Head, olds: Sequence[Head]) -> str:
    if options.range and not olds:
        first, _, last = options.range.partition(":")
        checked = verify_range(fetch, head, int(first or 0), int(last or head.size))
    else:
        checked = verify_record(fetch, head, olds)
    return f"OK: {checked} entries checked in the record {head.origin} of {head.size} entries."
