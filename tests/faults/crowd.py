"""Many people sign one petition at once, and each tries again until the site has answered."""

import http.client
import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

TOKEN = "f" * 32
THREADS = 8
PATIENCE = 20.0  # seconds for one answer
RECEIPT = "/record/receipts/"


def wait_for(what: str, true: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until `true()`; fails with `what` after `seconds`."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise AssertionError(f"Not within {seconds:.0f} s: {what}")
        time.sleep(0.05)


class Crowd:
    """Threads that sign for people with sessions. `with` starts them; leaving it waits until everybody has signed."""

    receipt = RECEIPT

    def __init__(self, port: int, petition: str, sessions: Sequence[str]) -> None:
        self.port, self.path, self.expected = port, f"/th/petitions/{petition}/sign/", len(sessions)
        self.acknowledged: dict[str, str] = {}  # session: id of the receipt; empty when only the second try answered
        self.tried_again: set[str] = set()
        self.strange: Counter[str] = Counter()
        self._waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
        for session in sessions:
            self._waiting.put(session)
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._run, daemon=True) for _ in range(THREADS)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, at: TracebackType | None
    ) -> None:
        if problem is None:
            wait_for("everybody got an answer", self._finished, 90)
        self._stop.set()
        for thread in self._threads:
            thread.join(PATIENCE)

    def wait_for(self, acknowledged: int) -> None:
        """Wait until so many acts are acknowledged."""
        wait_for(f"{acknowledged} acknowledged acts", lambda: len(self.acknowledged) >= acknowledged)

    def _finished(self) -> bool:
        return len(self.acknowledged) + self.strange.total() >= self.expected

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                session = self._waiting.get(timeout=0.2)
            except queue.Empty:
                continue
            try:
                self._sign(session)
            except (OSError, http.client.HTTPException):
                self._again(session)

    def body(self, session: str) -> str:
        """What this person's form sends, without the token."""
        return f"form={session}"

    def _sign(self, session: str) -> None:
        connection = http.client.HTTPConnection("localhost", self.port, timeout=PATIENCE)
        headers = {
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            connection.request("POST", self.path, f"csrfmiddlewaretoken={TOKEN}&{self.body(session)}", headers)
            answer = connection.getresponse()
            answer.read()
        finally:
            connection.close()
        where = answer.headers["Location"] or ""
        if answer.status == http.HTTPStatus.FOUND and self.receipt in where:
            self.acknowledged[session] = where.rstrip("/").rpartition("/")[2]
        elif answer.status == http.HTTPStatus.CONFLICT and session in self.tried_again:
            self.acknowledged[session] = ""
        elif answer.status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
            self._again(session)
        else:
            self.strange[f"{answer.status} {where}"] += 1

    def _again(self, session: str) -> None:
        """No answer, or that of a site without its database: try later."""
        self.tried_again.add(session)
        self._waiting.put(session)
        self._stop.wait(0.1)


class Voters(Crowd):
    """The same crowd casts ballots in a round; a form sent again is the same form."""

    receipt = "/ballot/done/"

    def __init__(self, port: int, round_: str, rules: str, sessions: Sequence[str]) -> None:
        super().__init__(port, "", sessions)
        self.path, self.rules = f"/th/rounds/{round_}/ballot/cast/", rules

    def body(self, session: str) -> str:
        """Two projects."""
        return f"{super().body(session)}&rules={self.rules}&choices=P1&choices=P{2 + int(session) % 2}"
