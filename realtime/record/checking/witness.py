"""Be an independent witness of a public record: look at every checkpoint, and co-sign only what continues what you saw.

    python siang-witness.py key witness.example.org/w1 --key witness.key      (prints your public key)
    python siang-witness.py serve --key witness.key --log vkey.txt --state state.json --port 8700

The log asks you (HTTP POST to /add-checkpoint, C2SP tlog-witness); you answer with a timestamped co-signature
(C2SP tlog-cosignature, cosignature/v1) when its signature is good and its consistency proof leads from the last
checkpoint that you co-signed to this one. What you co-signed last is on disk before the answer leaves. Keep
`state.json`: a witness that lost it must begin again under another key. Needs the library `cryptography`, for signing.
"""

import argparse
import base64
import json
import os
import secrets
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from realtime.record.checking.merkle import EMPTY_ROOT, Broken, verify_consistency
from realtime.record.checking.notes import (
    COSIGNATURE,
    Head,
    Key,
    cosigned_message,
    key_id,
    open_checkpoint,
    read_checkpoint,
    read_hash,
    read_key,
)

LONGEST = 64 * 1024  # bytes of a request
DEEPEST = 63  # hashes of a consistency proof


class Refusal(Exception):
    """An answer that is not a co-signature: status, text, content type."""

    def __init__(self, status: int, text: str, content_type: str = "text/plain; charset=utf-8") -> None:
        super().__init__(text)
        self.status, self.text, self.content_type = status, text, content_type


@dataclass
class Witness:
    """One witness: its key, the logs it knows by origin, and what it co-signed last (in `state`, a JSON file)."""

    name: str
    private: Ed25519PrivateKey
    logs: dict[str, list[Key]]
    state: Path
    now: Callable[[], float] = time.time
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def key(self) -> Key:
        """Its public key."""
        public = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return Key(self.name, key_id(self.name, public, COSIGNATURE), public, COSIGNATURE)

    def add_checkpoint(self, body: str) -> str:
        """The co-signature for a request. Raises Refusal with the status that C2SP tlog-witness gives it."""
        old, proof, note = read_request(body)
        head = self._signed(note)
        if old > head.size:
            raise Refusal(400, "The old size is larger than the checkpoint.\n")
        with self.lock:
            size, root = self._seen(head.origin)
            if old != size:
                raise Refusal(409, f"{size}\n", "text/x.tlog.size")
            if size == head.size and root != head.root and size:
                raise Refusal(409, f"{size}\n", "text/x.tlog.size")
            try:
                verify_consistency(old, head.size, proof, root, head.root)
            except Broken as broken:
                raise Refusal(422, f"{broken}\n") from None
            self._keep(head)
        return self._line(note)

    def _signed(self, note: str) -> Head:
        try:
            origin = read_checkpoint(note).origin
        except Broken as broken:
            raise Refusal(400, f"{broken}\n") from None
        if origin not in self.logs:
            raise Refusal(404, "This witness does not know that log.\n")
        try:
            return open_checkpoint(note, self.logs[origin])
        except Broken as broken:
            raise Refusal(403, f"{broken}\n") from None

    def _line(self, note: str) -> str:
        at, text = int(self.now()), note.rpartition("\n\n")[0] + "\n"
        signature = self.key.id + at.to_bytes(8, "big") + self.private.sign(cosigned_message(text, at))
        return f"\u2014 {self.name} {base64.b64encode(signature).decode()}\n"

    def _all(self) -> dict[str, list[str]]:
        known: dict[str, list[str]] = json.loads(self.state.read_text("utf-8")) if self.state.exists() else {}
        return known

    def _seen(self, origin: str) -> tuple[int, bytes]:
        size, root = self._all().get(origin, ["0", ""])
        return int(size), base64.b64decode(root) or EMPTY_ROOT

    def _keep(self, head: Head) -> None:
        """On disk before anybody hears of it."""
        known = {**self._all(), head.origin: [str(head.size), base64.b64encode(head.root).decode()]}
        fresh = self.state.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(known, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.state)


def read_request(body: str) -> tuple[int, list[bytes], str]:
    """Old size, consistency proof and checkpoint of a request. Raises Refusal 400."""
    top, gap, note = body.partition("\n\n")
    first, *hashes = top.split("\n")
    word, _, number = first.partition(" ")
    if not gap or word != "old" or not (number.isascii() and number.isdigit()) or len(hashes) > DEEPEST:
        raise Refusal(400, "A request begins with `old N`, then the proof, an empty line and the checkpoint.\n")
    try:
        return int(number), [read_hash(line, "hash of the proof") for line in hashes], note
    except Broken as broken:
        raise Refusal(400, f"{broken}\n") from None


def server(witness: Witness, address: str, port: int) -> ThreadingHTTPServer:
    """An HTTP server for this witness."""

    class Handler(BaseHTTPRequestHandler):
        timeout = 10

        def do_POST(self) -> None:
            """Answer `add-checkpoint`."""
            try:
                self._say(200, witness.add_checkpoint(self._body()), "text/plain; charset=utf-8")
            except Refusal as refusal:
                self._say(refusal.status, refusal.text, refusal.content_type)

        def _body(self) -> str:
            length = self.headers.get("Content-Length", "")
            if self.path.rstrip("/").rpartition("/")[2] != "add-checkpoint":
                raise Refusal(404, "Only add-checkpoint is answered here.\n")
            if not length.isdigit() or int(length) > LONGEST:
                raise Refusal(400, "A request has a length, and a small one.\n")
            try:
                return self.rfile.read(int(length)).decode()
            except UnicodeDecodeError:
                raise Refusal(400, "A request is UTF-8.\n") from None

        def _say(self, status: int, text: str, content_type: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

    return ThreadingHTTPServer((address, port), Handler)


def make_key(name: str, file: Path) -> None:
    """A new private key in `file`, readable by its owner only: its name and seed."""
    if not name or "+" in name or any(letter.isspace() for letter in name):
        raise Broken("The name of a witness has neither spaces nor plus signs.")
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as opened:
        opened.write(f"{name}\n{secrets.token_hex(32)}\n")


def load(file: Path, logs: Sequence[Key], state: Path) -> Witness:
    """The witness whose key is in `file`."""
    name, seed = file.read_text("utf-8").split()
    known: dict[str, list[Key]] = {}
    for key in logs:
        known.setdefault(key.name, []).append(key)
    return Witness(name, Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed)), known, state)


def public_text(key: Key) -> str:
    """The text form of a public key."""
    return f"{key.name}+{key.id.hex()}+{base64.b64encode(bytes([key.kind]) + key.public).decode()}"


def main_witness(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description="Be an independent witness of a public record.")
    commands = parser.add_subparsers(dest="command", required=True)
    made = commands.add_parser("key", help="make a key; prints the public one")
    made.add_argument("name", help="name of the witness, an address without https://")
    serve = commands.add_parser("serve", help="answer requests of the logs")
    serve.add_argument("--log", type=Path, action="append", required=True, help="file with public keys of a log")
    serve.add_argument("--state", type=Path, default=Path("state.json"))
    serve.add_argument("--address", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8700)
    for one in (made, serve):
        one.add_argument("--key", type=Path, default=Path("witness.key"))
    options = parser.parse_args(arguments)
    try:
        if options.command == "key":
            make_key(options.name, options.key)
            print(public_text(load(options.key, [], Path("none")).key))  # noqa: T201
            return 0
        logs = [read_key(line) for file in options.log for line in file.read_text("utf-8").split()]
        witness = load(options.key, logs, options.state)
    except (Broken, OSError, ValueError) as problem:
        print(f"FAILED: {problem}", file=sys.stderr)  # noqa: T201
        return 1
    print(f"{public_text(witness.key)} listens on {options.address}:{options.port}", flush=True)  # noqa: T201
    server(witness, options.address, options.port).serve_forever()
    return 0
