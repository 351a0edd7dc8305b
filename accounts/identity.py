"""The 13-digit number: checked, turned into a key, and forgotten."""

import hashlib
import hmac
import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def compact(number: str) -> str:
    """The bare 13 digits of a number typed with spaces, dashes or Thai digits.

    Raises ValidationError when the length or the check digit is wrong (modulus 11 as printed
    on the identity card: weights 13 to 2, check digit (11 - sum mod 11) mod 10).
    """
    digits = re.sub(r"[\s\-\u00a0]", "", number).translate(_THAI_DIGITS)
    if not re.fullmatch(r"[0-9]{13}", digits):
        raise ValidationError(_("The identity number has 13 digits."), code="length")
    if digits != with_check_digit(digits[:12]):
        raise ValidationError(
            _("This identity number has a typing mistake: its last digit does not fit."), code="check"
        )
    return digits


def with_check_digit(twelve: str) -> str:
    """The 13-digit number that begins with these twelve digits."""
    total = sum(int(digit) * weight for digit, weight in zip(twelve, range(13, 1, -1), strict=True))
    return f"{twelve}{(11 - total % 11) % 10}"


def fictional(serial: int) -> str:
    """A number for demonstrations and tests: right in form, and issued to nobody (its first digit is 0)."""
    return with_check_digit(f"0{serial:011d}")


def person_key(number: str) -> bytes:
    """32 bytes that stand for one person on this site: HMAC-SHA-256 under PERSON_KEY.

    Raises ValidationError for a number that cannot be one.
    """
    key = bytes.fromhex(settings.PERSON_KEY)
    return hmac.digest(key, compact(number).encode("ascii"), hashlib.sha256)
