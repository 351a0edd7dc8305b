"""The head's approval is an official decision: it leaves an entry in the public record, with the fingerprint of what
was approved. Here, because the site and the record know nothing of each other.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from cms.approval import approved
from cms.models import BilingualPage
from realtime.record import append, canonical, kinds

KIND = "page.approved"
# Words that readers see, of every kind of page that has them; dates and rules have entries of their own.
WORDS = ("title", "summary", "claim", "body", "introduction")


def fingerprint(page: BilingualPage) -> str:
    """Hexadecimal SHA-256 of the canonical JSON (RFC 8785) of the page's words in both languages."""
    names = [f"{name}{ending}" for name in WORDS for ending in ("", "_en")]
    words = {name: getattr(page, name) for name in names if hasattr(page, name)}
    return canonical.fingerprint(words)


def record(page: BilingualPage, agency: Agency, **_kwargs: Any) -> None:
    """Write the entry; runs inside the transaction that publishes. No names: the head acts as the office."""
    body = {"agency": agency.slug, "address": f"/{page.path_below_home}", "words": fingerprint(page)}
    append.append(KIND, f"page/{page.pk}", body)


def connect() -> None:
    """Listen to approvals (from the app's `ready`)."""
    approved.connect(record, dispatch_uid="publications_record")
    kinds.register({KIND: _("Publication approved by the head of agency")})
