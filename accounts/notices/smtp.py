"""Mail over SMTP that knows how far it came: whether a server may have taken a message when the line breaks."""

import smtplib
from typing import Any

from django.core.mail.backends import smtp


class _Noting(smtplib.SMTP):
    """Notes the moment from which the server may have the message (RFC 5321, section 4.1.1.4)."""

    begun = False

    def sendmail(self, *args: Any, **kwargs: Any) -> Any:
        """As in the library; nothing is handed over yet."""
        self.begun = False
        return super().sendmail(*args, **kwargs)

    def data(self, msg: Any) -> tuple[int, bytes]:
        """An answer, whichever it is, tells all."""
        answer = super().data(msg)
        self.begun = False
        return answer

    def send(self, s: Any) -> None:
        """From the full stop that ends a message on, a broken line tells nothing."""
        self.begun = self.begun or s[-5:] in (b"\r\n.\r\n", "\r\n.\r\n")
        super().send(s)


class _NotingSSL(_Noting, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


class EmailBackend(smtp.EmailBackend):
    """Django's backend, with `perhaps_taken`."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """The connection that notes."""
        return _NotingSSL if self.use_ssl else _Noting

    @property
    def perhaps_taken(self) -> bool:
        """Whether the line broke after the message began to be handed over and before the server answered."""
        return bool(self.connection and getattr(self.connection, "begun", False))
