"""The keys to which agencies have names encrypted: registered by the head, rotated, never deleted."""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import has_role
from accounts.models import Agency, Role, User
from accounts.refusals import AlreadyDone, NotEligible, Refused
from petitions.models import AuthorityKey
from realtime.record import append


def fingerprint(recipient: str) -> str:
    """Hexadecimal SHA-256 of a public key as written: what two people compare by telephone."""
    return hashlib.sha256(recipient.encode("ascii")).hexdigest()


def grouped(digest: str) -> str:
    """A fingerprint in groups of four, for eyes and ears."""
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def in_use(agency: Agency) -> AuthorityKey | None:
    """The key names are encrypted to now."""
    return AuthorityKey.objects.filter(agency=agency, retired_at__isnull=True).first()


@transaction.atomic
def register(*, by: User, agency: Agency, recipient: str) -> AuthorityKey:
    """Take a new public key into use; the former is retired. Packages keep the key they were made for.

    Raises NotEligible for anybody but the head, Refused for something that is no age public key (a secret key above
    all), AlreadyDone for the key in use.
    """
    import pyrage  # with the first key

    if not has_role(by, agency, Role.HEAD):
        raise NotEligible(_("Only the head of the agency registers its key."))
    recipient = recipient.strip()
    if recipient.upper().startswith("AGE-SECRET-KEY"):
        raise Refused(_("This is the secret key. Keep it, show it to nobody, and make a new pair: this one was sent."))
    try:
        pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError:
        raise Refused(_("This is not a public key of age: such a key begins with age1.")) from None
    digest = fingerprint(recipient)
    Agency.objects.select_for_update().get(pk=agency.pk)
    current = in_use(agency)
    if current and current.fingerprint == digest:
        raise AlreadyDone(_("This key is in use already."))
    AuthorityKey.objects.filter(agency=agency, retired_at__isnull=True).update(retired_at=timezone.now())
    receipt = append.append("agency.key", f"agency/{agency.slug}", {"fingerprint": digest})
    return AuthorityKey.objects.create(
        agency=agency, recipient=recipient, fingerprint=digest, registered_by=by, receipt=receipt.id
    )
