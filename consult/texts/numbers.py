"""Numbers of provisions as Thai laws print them, and their ASCII addresses. Pure.

A section put in after another carries its number and a Pali ordinal (๔๘ เอกูนวีสติ: the nineteenth 48), or since
about B.E. 2540 a stroke (๔๓/๑). Addresses use Arabic digits and the Latin ordinals of Akoma Ntoso practice
(48novodecies).
"""

import re

_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

_LATIN = [
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
    "novies",
    "decies",
    "undecies",
    "duodecies",
    "terdecies",
    "quaterdecies",
    "quindecies",
    "sexdecies",
    "septdecies",
    "octodecies",
    "novodecies",
    "vicies",
    "unvicies",
    "duovicies",
    "tervicies",
    "quatervicies",
    "quinvicies",
]
# The Pali ordinals from the second on; several spellings of one stand side by side.
_PALI = [
    "ทวิ",
    "ตรี",
    "จัตวา",
    "เบญจ|ปัญจ",
    "ฉ|ฉัฏฐ",
    "สัตต",
    "อัฏฐ|อัฐ",
    "นว",
    "ทศ",
    "เอกาทศ",
    "ทวาทศ",
    "เตรส",
    "จตุทศ|จตุททส",
    "ปัณรส|ปัณณรส|ปัญจทศ",
    "โสฬส",
    "สัตตรส",
    "อัฏฐารส",
    "เอกูนวีสติ",
    "วีสติ",
    "เอกวีสติ",
    "ทวาวีสติ",
    "เตวีสติ",
    "จตุวีสติ",
    "ปัญจวีสติ",
]
ORDINALS = {word: latin for words, latin in zip(_PALI, _LATIN, strict=True) for word in words.split("|")}
ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
# A number with a stroke, an ordinal, or neither.
NUMBER = rf"[๐-๙0-9]+(?:\s*/\s*[๐-๙0-9]+)*(?:\s*(?:{ORDINAL})(?![ก-๛]))?"
_PARTS = re.compile(rf"([0-9]+(?:/[0-9]+)*)\s*({ORDINAL})?")


def arabic(number: str) -> str:
    """A number with Thai digits in Arabic ones: ๔๓/๑ gives 43/1."""
    return number.translate(_ARABIC)


def year_be(typed: str) -> int | None:
    """A year of the Buddhist Era as people type it, Thai and Arabic digits mixed; one of the Common Era is turned."""
    digits = arabic(typed.strip())
    if not (digits.isascii() and digits.isdecimal() and len(digits) == 4):
        return None
    return int(digits) + (543 if int(digits) < 2300 else 0)


def token(number: str) -> str:
    """The number as an address has it: ๔๓/๑ gives 43-1, ๔๘ ทวิ gives 48bis; or nothing for what is no number."""
    found = _PARTS.fullmatch(re.sub(r"\s*/\s*", "/", arabic(number).strip()))
    if found is None:
        return ""
    ordinal = found.group(2)
    return found.group(1).replace("/", "-") + (ORDINALS[ordinal] if ordinal else "")
