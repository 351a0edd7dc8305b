"""The code of a sheet: six characters that cannot be misread, and a seventh that catches every slip.

Weighted sum modulo 31, a prime and the size of the alphabet: one wrong character or two neighbours
swapped always change the check character.
"""

import secrets

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 6
_MISREAD = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def check_character(body: str) -> str:
    """The character that follows the six of `body`."""
    total = sum(weight * ALPHABET.index(character) for weight, character in enumerate(body, start=1))
    return ALPHABET[total % len(ALPHABET)]


def new() -> str:
    """A random code with its check character."""
    body = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
    return body + check_character(body)


def compact(typed: str) -> str:
    """The bare code of what somebody typed. Raises ValidationError for one that was never printed."""
    code = "".join(typed.translate(_MISREAD).upper().split()).replace("-", "")
    if len(code) != LENGTH + 1 or set(code) - set(ALPHABET):
        raise ValidationError(_("A sheet code has seven letters and digits, without 0, 1, I, L and O."), code="length")
    if check_character(code[:LENGTH]) != code[LENGTH]:
        raise ValidationError(_("This sheet code has a typing mistake: its last character does not fit."), code="check")
    return code


def spaced(code: str) -> str:
    """The code as printed, in two groups."""
    return f"{code[:4]}-{code[4:]}"
