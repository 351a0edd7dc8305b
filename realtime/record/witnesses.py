"""Asking independent witnesses to co-sign checkpoints (C2SP tlog-witness, tlog-cosignature).

Who they are stands in the file of the setting RECORD_WITNESSES, one a line: public key, then address. The file is read
at every round, so that a witness joins without a restart. Witnesses are asked in a thread of the leading sealer's
process: sealing never waits for them.
"""

import base64
import http.client
import logging
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.db.models import Max

from accounts import outbound
from realtime import ticks
from realtime.record import sealing, tree
from realtime.record.checking.merkle import Broken
from realtime.record.checking.notes import COSIGNATURE, Key, read_key, witnessed
from realtime.record.models import Checkpoint, Cosignature

PATIENCE = 10.0  # seconds for one answer
LONGEST = 8_192  # bytes of an answer
SIZE_TYPE = "text/x.tlog.size"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Witness:
    """One witness: its public key and the address under which it answers `add-checkpoint`."""

    key: Key
    text: str
    url: str

    @property
    def name(self) -> str:
        """Its name, as in its signatures."""
        return self.key.name

    @property
    def last(self) -> Cosignature | None:
        """What it co-signed last."""
        return Cosignature.objects.filter(witness=self.name).order_by("-size").first()


class Refused(Exception):
    """A witness answered something else than a co-signature."""


def known() -> list[Witness]:
    """The witnesses of the file, in its order; lines that cannot be read are logged and left out."""
    file = Path(settings.RECORD_WITNESSES)
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    return [witness for line in lines if (witness := _read(line)) is not None]


def _read(line: str) -> Witness | None:
    if not line.strip() or line.lstrip().startswith("#"):
        return None
    text, _, url = line.strip().partition(" ")
    try:
        key = read_key(text)
    except Broken as broken:
        log.error("A line of RECORD_WITNESSES cannot be read: %s", broken)
        return None
    if key.kind != COSIGNATURE or not url.strip().startswith(("http://", "https://")):
        log.error("A line of RECORD_WITNESSES is not a witness key and an address: %s", line)
        return None
    return Witness(key, text, url.strip().rstrip("/"))


def ask_all() -> int:
    """Show the newest checkpoint to every witness that has not co-signed it; the number of new co-signatures."""
    last = Checkpoint.objects.order_by("-size").first()
    if last is None:
        return 0
    done = set(Cosignature.objects.filter(size=last.size).values_list("witness", flat=True))
    return sum(_ask(witness, last) for witness in known() if witness.name not in done)


def _ask(witness: Witness, last: Checkpoint) -> bool:
    """One witness, with a second try when it remembers another size than we do. Faults are logged."""
    old = Cosignature.objects.filter(witness=witness.name).aggregate(size=Max("size"))["size"] or 0
    try:
        answer = _post(witness, _request(last, old))
        if isinstance(answer, int):
            answer = _post(witness, _request(last, answer))
        if isinstance(answer, int):
            raise Refused(f"it remembers {answer} entries")
        _keep(witness, last, answer)
        return True
    except (Broken, Refused, outbound.NotListed, OSError, http.client.HTTPException, ValueError) as problem:
        log.warning("The witness %s did not co-sign %s entries: %s", witness.name, last.size, problem)
    return False


def _request(last: Checkpoint, old: int) -> str:
    """The body of add-checkpoint. Raises ValueError when the witness knows a larger record than ours."""
    proof = tree.prove(tree.consistency(old, last.size), sealing.read_tiles)
    return "\n".join([f"old {old}", *(base64.b64encode(one).decode() for one in proof), "", last.note])


def _post(witness: Witness, body: str) -> str | int:
    """The lines of a co-signature, or the size that the witness knows (409)."""
    request = urllib.request.Request(f"{witness.url}/add-checkpoint", body.encode(), method="POST")  # noqa: S310
    try:
        outbound.check(witness.url, {urlsplit(witness.url).hostname or ""})  # the file is the list
        with outbound.opener().open(request, timeout=PATIENCE) as answer:
            return str(answer.read(LONGEST).decode())
    except urllib.error.HTTPError as problem:
        with problem:
            text = problem.read(LONGEST).decode(errors="replace").strip()
        if problem.code == http.HTTPStatus.CONFLICT and problem.headers.get_content_type() == SIZE_TYPE:
            return int(text)
        raise Refused(f"{problem.code} {text}") from None


def _keep(witness: Witness, last: Checkpoint, lines: str) -> None:
    """Believe a co-signature only when it is one: of this checkpoint, by this key."""
    for line in lines.splitlines(keepends=True):
        at = witnessed(last.note + line, [witness.key]).get(witness.name)
        if at is not None:
            moment = datetime.fromtimestamp(at, UTC)
            Cosignature.objects.get_or_create(
                size=last.size, witness=witness.name, defaults={"at": moment, "line": line.rstrip("\n") + "\n"}
            )
            return
    raise Broken("the answer is not its co-signature")


def cosigned(index: int) -> Checkpoint | None:
    """The newest checkpoint with a co-signature that covers entry `index`; None while there is none."""
    size = Cosignature.objects.filter(size__gt=index).aggregate(size=Max("size"))["size"]
    return Checkpoint.objects.filter(size=size).first() if size else None


def signed_by(last: Checkpoint) -> Iterator[str]:
    """Names of the witnesses on this checkpoint."""
    yield from Cosignature.objects.filter(size=last.size).order_by("witness").values_list("witness", flat=True)


_asking = threading.Lock()


def start_asking() -> None:
    """Ask in a thread of its own, unless one is still at it (a clock event)."""
    if known() and _asking.acquire(blocking=False):
        threading.Thread(target=_ask_and_end, name="witnesses", daemon=True).start()


def _ask_and_end() -> None:
    try:
        ask_all()
    except Exception:
        log.exception("Asking the witnesses failed.")
    finally:
        connection.close()
        _asking.release()


ticks.register("record.witnesses", start_asking)
