"""Stakeholder groups: whom a person speaks as. Each subject gives its own list; this is the one to begin with.

A list is written one group a line: `code: Thai name | English name`. Codes are stored, names are shown.
"""

import re
from collections.abc import Mapping

from django.utils.translation import get_language

from accounts.refusals import Sentence

_LINE = re.compile(r"^\s*([a-z][a-z0-9-]{0,19})\s*:\s*([^|]+?)\s*(?:\|\s*(.+?)\s*)?$")

USUAL = """citizen: ประชาชนทั่วไป | General public
affected: ผู้ได้รับผลกระทบโดยตรง | Person directly affected
business: ผู้ประกอบการ | Business
officer: เจ้าหน้าที่ของรัฐ | State officer
local: องค์กรปกครองส่วนท้องถิ่น | Local authority
academic: นักวิชาการ | Academic
civil-society: องค์กรภาคประชาสังคม | Civil society"""


def read(words: str) -> dict[str, tuple[str, str]]:
    """The groups of a list by code: Thai and English name. Raises ValueError naming the line that is none."""
    found = {}
    for line in filter(str.strip, words.splitlines()):
        match = _LINE.match(line)
        if match is None:
            raise ValueError(line.strip())
        code, thai, english = match.groups()
        found[code] = (thai, english or thai)
    return found


def named(words: str) -> Mapping[str, Sentence]:
    """The groups of a list by code, in the reader's language."""
    english = (get_language() or "th").startswith("en")
    return {code: names[english] for code, names in read(words).items()}
