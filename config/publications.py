"""The head's approval is an official decision: it leaves an entry in the public record, with the fingerprint of what
was approved. Here, because the site and the record know nothing of each other.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.delegations.actions import changed, note
from accounts.delegations.models import Delegation
from accounts.models import Agency, Role
from cms.approval import approved
from cms.models import BilingualPage
from realtime import ticks
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


def record_deputy(delegation: Delegation, step: str, **_kwargs: Any) -> None:
    """Say that somebody acts for the head, from when until when. No names, for the same reason."""
    hours = {"from": delegation.starts_at.isoformat(), "until": delegation.ends_at.isoformat()}
    body = {"agency": delegation.agency.slug, "role": Role.HEAD.value, "delegation": delegation.pk} | hours
    append.append(f"delegation.{step}", f"agency/{delegation.agency.slug}", body)


def connect() -> None:
    """Listen to approvals and delegations (from the app's `ready`)."""
    approved.connect(record, dispatch_uid="publications_record")
    changed.connect(record_deputy, dispatch_uid="publications_deputy")
    ticks.register("accounts.delegations", note)
    kinds.register(
        {
            KIND: _("Publication approved by the head of agency"),
            "delegation.given": _("A deputy acts for the head of agency"),
            "delegation.ended": _("The head of agency ended a deputy's time"),
        }
    )
