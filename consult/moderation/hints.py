"""What a machine notices in a text. Hints order the moderators' queue and decide nothing."""

import re

from django.utils.translation import gettext_lazy as _

from accounts.identity import with_check_digit

# How much each hint weighs in the order of the queue.
WEIGHTS = {"number": 50, "phone": 20, "email": 20, "links": 15, "rude": 10, "shouting": 5}
LABELS = {
    "number": _("looks like a 13-digit identity number"),
    "phone": _("looks like a telephone number"),
    "email": _("has an e-mail address"),
    "links": _("has several links"),
    "rude": _("has rude words"),
    "shouting": _("repeats the same letters"),
}
_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_NUMBER = re.compile(r"(?<![0-9])[0-9](?:[ -]?[0-9]){12}(?![0-9])")
_PHONE = re.compile(r"(?<![0-9])0[689](?:[ -]?[0-9]){8}(?![0-9])")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}")
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_RUDE = re.compile(r"เหี้ย|ไอ้สัตว์|ไอ้สัส|อีดอก|อีสัตว์|ระยำ|กูมึง|มึงกู|\bfuck|\bshit\b", re.IGNORECASE)
_SHOUTING = re.compile(r"([^\W\d])\1{7,}|!{5,}")


def hints(text: str) -> list[str]:
    """The codes of what was noticed, the heaviest first. Thai digits are read too."""
    plain = text.translate(_ARABIC)
    noticed = {
        "number": any(map(_valid, _NUMBER.findall(plain))),
        "phone": bool(_PHONE.search(plain)),
        "email": bool(_EMAIL.search(plain)),
        "links": len(_LINK.findall(plain)) > 1,
        "rude": bool(_RUDE.search(plain)),
        "shouting": bool(_SHOUTING.search(plain)),
    }
    return [code for code in WEIGHTS if noticed[code]]


def weight(codes: list[str]) -> int:
    """What the hints weigh together."""
    return sum(WEIGHTS.get(code, 0) for code in codes)


def _valid(found: str) -> bool:
    digits = re.sub(r"[ -]", "", found)
    return digits == with_check_digit(digits[:12])
