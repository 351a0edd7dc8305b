"""A mail server that keeps what it took, and fails when told to (RFC 5321, as much of it as a client needs)."""

import socketserver
import threading
from collections.abc import Callable
from email import message_from_bytes
from typing import Any

# What to do with a message: "" takes it, "451 …" and "550 …" answer so, and two ways to break the line.
LOSE, SWALLOW = "lose", "swallow"  # before it was taken; after it was taken, without saying so
type Mood = Callable[[str, int], str]


class MailServer(socketserver.ThreadingTCPServer):
    """Listens on a free port of this machine until closed. `taken` holds (address, Message-ID)."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, mood: Mood = lambda _to, _number: "") -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.mood, self.taken, self.asked = mood, list[tuple[str, str]](), 0
        self.port = int(self.server_address[1])
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def __exit__(self, *args: Any) -> None:
        self.shutdown()
        super().__exit__(*args)

    def mailers(self) -> dict[str, Any]:
        """The setting MAILERS for this server."""
        backend = "accounts.notices.smtp.EmailBackend"
        return {"default": {"BACKEND": backend, "OPTIONS": {"host": "127.0.0.1", "port": self.port, "timeout": 5}}}


class _Session(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 fake")
        to = ""
        while line := self.rfile.readline().decode().strip():
            verb = line.upper()
            if verb.startswith("RCPT"):
                to = line.partition("<")[2].partition(">")[0]
            if verb == "QUIT":
                return self._say("221 bye")
            if verb == "DATA":
                if not self._data(to):
                    return None
            else:
                self._say("250 fine")
        return None

    def _data(self, to: str) -> bool:
        """Take a message or fail; whether the line is still open."""
        self.server.asked += 1
        mood = self.server.mood(to, self.server.asked)
        if mood == LOSE:
            return False
        self._say("354 go on")
        text = b""
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            text += line
        if mood in ("", SWALLOW):
            self.server.taken.append((to, message_from_bytes(text)["Message-ID"]))
        if mood != SWALLOW:
            self._say(mood or "250 taken")
        return mood != SWALLOW

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
