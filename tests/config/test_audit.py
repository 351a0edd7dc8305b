"""The audit of dependencies: what a database of weaknesses says is told; that it cannot be asked is told louder."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests import audit

type Serve = Callable[[Callable[[int], object]], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """A database of weaknesses of our own: what it answers to n questions."""
    servers: list[HTTPServer] = []

    def begin(answer: Callable[[int], object]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                body = json.dumps(answer(len(asked["queries"]))).encode()
                self.send_response(200)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args: object) -> None: ...

        server = HTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield begin
    for server in servers:
        server.shutdown()
        server.server_close()


def test_it_works(serve: Serve) -> None:
    assert audit.main(serve(lambda n: {"results": [{}] * n})) == audit.CLEAN


def test_a_weakness_fails_and_is_named(serve: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    address = serve(lambda n: {"results": [{"vulns": [{"id": "GHSA-1"}]}, *[{}] * (n - 1)]})
    assert audit.main(address) == audit.WEAK
    assert "GHSA-1" in capsys.readouterr().out


@pytest.mark.parametrize("answer", [{"results": []}, {}, []])
def test_an_answer_that_is_none_is_no_clean_bill(serve: Serve, answer: object) -> None:
    assert audit.main(serve(lambda _n: answer)) == audit.UNASKED


def test_without_a_network_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.main("http://127.0.0.1:9/") == audit.UNASKED
    assert "NOT AUDITED" in capsys.readouterr().out
