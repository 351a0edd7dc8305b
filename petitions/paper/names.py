"""Comparing a name on paper with the register: titles, spaces, small slips, two scripts."""

import re
import unicodedata
from difflib import SequenceMatcher
from enum import Enum

_TITLES = re.compile(r"^(นางสาว|น\.ส\.|นาง|นาย|ด\.ช\.|ด\.ญ\.|mr\.?|mrs\.?|ms\.?|miss)\s+|^(นางสาว|น\.ส\.|นาย)", re.I)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad"))
CLOSE = 0.82  # how much of a name must agree for a slip of the pen


class Likeness(Enum):
    """How a name on paper relates to the register."""

    SAME = "same"
    CLOSE = "close"
    OTHER_SCRIPT = "script"
    DIFFERENT = "different"


def compare(given: str, family: str, known_given: str, known_family: str) -> Likeness:
    """How the two names relate. Given and family name in each other's place are a slip, not another person."""
    written, known = (_plain(given), _plain(family)), (_plain(known_given), _plain(known_family))
    if written == known:
        return Likeness.SAME
    if _script("".join(written)) != _script("".join(known)):
        return Likeness.OTHER_SCRIPT
    if written == known[::-1] or min(map(_ratio, written, known)) >= CLOSE:
        return Likeness.CLOSE
    return Likeness.DIFFERENT


def _plain(name: str) -> str:
    name = unicodedata.normalize("NFC", name).translate(_INVISIBLE).replace("ํา", "ำ").strip()
    return re.sub(r"[\s.\-]+", "", _TITLES.sub("", name)).casefold()


def _script(name: str) -> str:
    thai = sum("\u0e00" <= character <= "\u0e7f" for character in name)
    return "thai" if thai * 2 >= len(name) else "other"


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
