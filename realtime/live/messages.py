"""What viewers get: absolute figures of one topic, the same bytes on every road."""

import json
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from realtime.live import direct

# Also a valid group name of the channel layer.
NAME = re.compile(r"[a-z][a-z0-9_-]{0,30}(\.[A-Za-z0-9_-]{1,64})?", re.ASCII)


class Message:
    """Figures under a sequence number, serialised once however many watch."""

    def __init__(self, topic: str, sequence: int, text: str) -> None:
        self.topic, self.sequence, self.text = topic, sequence, text

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Message":
        """The message with these values: topic, sequence, record_size, generated_at (ISO 8601), figures."""
        text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return cls(values["topic"], values["sequence"], text)

    @cached_property
    def values(self) -> dict[str, Any]:
        """As it was before it was written."""
        return json.loads(self.text)

    @property
    def figures(self) -> dict[str, Any]:
        """The absolute figures."""
        return self.values["figures"]

    @property
    def record_size(self) -> int:
        """The size of the record that they are true for."""
        return self.values["record_size"]

    @cached_property
    def frame(self) -> bytes:
        """As the bytes of a WebSocket frame."""
        return direct.frame(self.text)

    @cached_property
    def chunk(self) -> bytes:
        """As the bytes of a chunk of a stream."""
        return direct.chunk(self.stream["body"])

    @cached_property
    def socket(self) -> dict[str, Any]:
        """As an ASGI event for a WebSocket."""
        return {"type": "websocket.send", "text": self.text}

    @cached_property
    def stream(self) -> dict[str, Any]:
        """As an ASGI event for a stream of server-sent events."""
        body = f"id: {self.sequence}\ndata: {self.text}\n\n".encode()
        return {"type": "http.response.body", "body": body, "more_body": True}
