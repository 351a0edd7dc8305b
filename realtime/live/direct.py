"""Straight to the connection: one frame, framed once, written to every socket and stream that can take it now.

A server's frame without compression, and a chunk of a chunked answer, are the same bytes for every client, so
uvicorn's work of framing them again for each can be left out (docs/decisions/0021-frames-written-once.md). Where the
server is not uvicorn, or the connection cannot take anything now, the ordinary ASGI send does it.
"""

from asyncio import Transport
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

TEXT, FIN = 0x1, 0x80
FULL = 65_536  # bytes that wait to be sent; beyond this transports ask for a pause


def frame(text: str) -> bytes:
    """One unmasked, final text frame (RFC 6455, section 5.2)."""
    payload = text.encode()
    length = len(payload)
    if length < 126:
        return bytes([FIN | TEXT, length]) + payload
    if length < 65_536:
        return bytes([FIN | TEXT, 126]) + length.to_bytes(2) + payload
    return bytes([FIN | TEXT, 127]) + length.to_bytes(8) + payload


def chunk(body: bytes) -> bytes:
    """One chunk of a chunked answer (RFC 9112, section 7.1)."""
    return b"%x\r\n%b\r\n" % (len(body), body)


def _protocol(send: Any) -> "WebSocketsSansIOProtocol | None":
    """What uvicorn serves this socket with; None where another server does. Loaded with the first viewer."""
    from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

    protocol = getattr(send, "__self__", None)
    return protocol if isinstance(protocol, WebSocketsSansIOProtocol) else None


def to_socket(send: Any) -> Callable[[bytes], bool] | None:
    """What writes a frame at once, or says False when it cannot now; None when this socket has no such way."""
    protocol = _protocol(send)
    if protocol is None or protocol.conn.extensions:
        return None
    return _writer(protocol.transport)


def to_stream(send: Any) -> Callable[[bytes], bool] | None:
    """What writes a chunk of an answer that has begun; as `to_socket`."""
    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

    cycle = getattr(send, "__self__", None)
    if not isinstance(cycle, RequestResponseCycle) or not cycle.chunked_encoding:
        return None
    return _writer(cycle.transport)


def _writer(transport: Transport) -> Callable[[bytes], bool]:
    """Asks nobody but the transport: of thousands of connections every object looked at costs a miss of the cache."""

    def write(data: bytes) -> bool:
        if transport.get_write_buffer_size() > FULL or transport.is_closing():
            return False
        transport.write(data)
        return True

    return write


def farewell(send: Any, code: int, reason: str) -> bool:
    """Put a close frame behind what is under way, close once all is read; False where that is not possible."""
    from websockets.protocol import State

    protocol = _protocol(send)
    if protocol is None or protocol.close_sent or protocol.conn.state is not State.OPEN:
        return False
    protocol.conn.send_close(code, reason)
    protocol.transport.write(b"".join(protocol.conn.data_to_send()))
    protocol.close_sent = True
    protocol.transport.close()
    return True
