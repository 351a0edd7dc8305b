"""Live figures to many viewers: our hub against bare `websockets.broadcast`, and against the usual Channels way.

Servers and readers are processes of their own, by turns. A figure is the median of all its bursts: where two cores are
shared between a server and its readers single bursts differ by a tenth, so the best of them would be a matter of luck.
"""

import resource
import statistics
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from tests.benchmarks import Row
from tests.site import free_port

ROUNDS = 40
BURSTS = 5  # one more goes before them and is not counted: buffers grow in it
TURNS = 4


def run() -> Iterable[Row]:
    """Deliveries per second at 2,000 viewers and, where the limit of open files allows, at 5,000."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    for viewers, at_least in ((2000, 0.95), (5000, 0.85)):
        if hard < viewers + 500:
            print(f"{viewers} viewers left out: only {hard} open files are allowed here.")
            continue
        rounds = ROUNDS * 2000 // viewers
        kinds = {"bare": ("bare", "plain"), "socket": ("ours", "socket"), "stream": ("ours", "stream")}
        bursts: dict[str, list[float]] = {name: [] for name in kinds}
        for _ in range(TURNS):
            for name, (server, reader) in kinds.items():
                bursts[name] += _deliveries(server, reader, viewers, rounds)
        rate = {name: statistics.median(found) for name, found in bursts.items()}
        yield Row(f"WebSocket, {viewers} viewers", rate["socket"], "/s", "bare broadcast", rate["bare"], at_least)
        yield Row(f"SSE, {viewers} viewers", rate["stream"], "/s", "bare broadcast", rate["bare"], 0.95)
        if viewers == 2000:
            usual = max(_deliveries("groups", "plain", viewers, 5, bursts=1))
            yield Row("WebSocket, 2000 viewers", rate["socket"], "/s", "usual consumer, group_send", usual, 15)
            bare, ours = _memory("idle", "plain", viewers), _memory("ours", "socket", viewers)
            yield Row("idle sockets in 1 GB", 1e6 / ours, "", "bare uvicorn", 1e6 / bare, 1 / 1.3)


def _deliveries(server: str, reader: str, viewers: int, rounds: int, bursts: int = BURSTS) -> list[float]:
    """The rates of a few bursts after a first one, in messages delivered per second."""
    port = free_port()
    with (
        _process("live_servers", server, port) as serving,
        _process("live_readers", reader, port, viewers) as reading,
    ):
        return [_burst(serving, reading, viewers, rounds) for _ in range(bursts + 1)][1:]


def _burst(serving: subprocess.Popen[str], reading: subprocess.Popen[str], viewers: int, rounds: int) -> float:
    _tell(reading, f"count {viewers * rounds}")
    _tell(serving, f"go {rounds}")
    seconds, messages = _hear(reading).split()
    assert int(messages) == viewers * rounds, f"{messages} of {viewers * rounds} arrived"
    return int(messages) / float(seconds)


def _memory(server: str, reader: str, viewers: int) -> float:
    """Kilobytes of resident memory that one idle socket takes."""
    with _process("live_servers", server, port := free_port()) as serving:
        before = _rss(serving)
        with _process("live_readers", reader, port, viewers):
            return (_rss(serving) - before) / viewers


def _rss(serving: subprocess.Popen[str]) -> int:
    _tell(serving, "rss")
    return int(_hear(serving))


@contextmanager
def _process(module: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, arguments)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert _hear(process) == "ready"
        yield process
    finally:
        process.kill()
        process.communicate()


def _tell(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def _hear(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()
