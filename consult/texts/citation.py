"""How a provision is cited: in Thai legal form and in English. Pure.

Thai: มาตรา ๑๔ วรรคสอง (๑) แห่งพระราชบัญญัติ… The first of several paragraphs is วรรคหนึ่ง; an only paragraph is not
named (Council of State, manual of legislative drafting).
"""

from dataclasses import dataclass

from consult.texts.figures import Part
from consult.texts.numbers import arabic

_UNITS = ["", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"]


@dataclass(frozen=True)
class Cited:
    """A provision with its address on the page and how it is cited."""

    eid: str
    thai: str
    english: str


def citations(part: Part, law: str, law_en: str) -> list[Cited]:
    """The section, then each paragraph and item in it."""
    found = [_cited(part.eid, part.label, part.label, law, law_en)]
    several = len(part.children) > 1
    for order, paragraph in enumerate(part.children, 1):
        thai = f"{part.label} วรรค{ordinal(order)}" if several else part.label
        english = f"{part.label} paragraph {order}" if several else part.label
        if several:
            found.append(_cited(paragraph.eid, thai, english, law, law_en))
        found += [
            _cited(item.eid, f"{thai} {item.label}", f"{english} {item.label}", law, law_en)
            for item in paragraph.children
        ]
    return found


def ordinal(number: int) -> str:
    """A number from 1 to 99 in Thai words: 1 หนึ่ง, 11 สิบเอ็ด, 21 ยี่สิบเอ็ด. Raises ValueError beyond."""
    if not 0 < number < 100:
        raise ValueError(number)
    tens, unit = divmod(number, 10)
    if not tens:
        return _UNITS[unit]
    front = {1: "", 2: "ยี่"}.get(tens, _UNITS[tens]) + "สิบ"
    return front + ("เอ็ด" if unit == 1 else _UNITS[unit])


def _cited(eid: str, thai: str, english: str, law: str, law_en: str) -> Cited:
    english = arabic(english.replace("มาตรา", "section").strip())
    return Cited(eid, f"{thai} แห่ง{law}", f"{english[:1].upper()}{english[1:]}, {law_en or law}")
