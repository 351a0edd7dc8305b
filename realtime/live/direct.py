"""Straight to the socket: one frame, framed once, written to every WebSocket that can take it now.

A server's frame without compression is the same bytes for every client, so uvicorn's work of framing it again for
each can be left out (docs/decisions/0021-frames-written-once.md). Where the server is not uvicorn's websockets
protocol, or the socket cannot take anything now, the ordinary ASGI send does it.
"""

from collections.abc import Callable
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import State

TEXT, FIN = 0x1, 0x80


def frame(text: str) -> bytes:
    """One unmasked, final text frame (RFC 6455, section 5.2)."""
    payload = text.encode()
    length = len(payload)
    if length < 126:
        return bytes([FIN | TEXT, length]) + payload
    if length < 65_536:
        return bytes([FIN | TEXT, 126]) + length.to_bytes(2) + payload
    return bytes([FIN | TEXT, 127]) + length.to_bytes(8) + payload


def writer(send: Any) -> Callable[[bytes], bool] | None:
    """What writes a frame at once, or says False when it cannot now; None when this socket has no such way."""
    protocol = getattr(send, "__self__", None)
    if not isinstance(protocol, WebSocketsSansIOProtocol) or protocol.conn.extensions:
        return None

    def write(data: bytes) -> bool:
        if (
            protocol.disconnected
            or protocol.close_sent
            or not protocol.handshake_complete
            or not protocol.writable.is_set()
            or protocol.conn.state is not State.OPEN
        ):
            return False
        protocol.transport.write(data)
        return True

    return write


def farewell(send: Any, code: int, reason: str) -> bool:
    """Put a close frame behind what is under way, close once all is read; False where that is not possible."""
    protocol = getattr(send, "__self__", None)
    if (
        not isinstance(protocol, WebSocketsSansIOProtocol)
        or protocol.close_sent
        or protocol.conn.state is not State.OPEN
    ):
        return False
    protocol.conn.send_close(code, reason)
    protocol.transport.write(b"".join(protocol.conn.data_to_send()))
    protocol.close_sent = True
    protocol.transport.close()
    return True
