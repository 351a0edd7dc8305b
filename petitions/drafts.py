"""A drafted text pasted by a citizen, divided into its sections (มาตรา of a bill, ข้อ of an ordinance)."""

import re

_HEAD = re.compile(
    r"^\s*((?:มาตรา|ข้อ)\s*[0-9๐-๙]+(?:/[0-9๐-๙]+)?|(?:Section|Clause)\s+[0-9]+)\s*[.:]?\s*", re.MULTILINE
)


def sections_of(text: str) -> list[dict[str, str]]:
    """The sections of `text`, each {"label", "text"}; words before the first section have an empty label."""
    heads = list(_HEAD.finditer(text))
    first = text[: heads[0].start()] if heads else text
    found = [{"label": "", "text": first.strip()}] if first.strip() else []
    for head, following in zip(heads, [*heads[1:], None], strict=False):
        end = following.start() if following else len(text)
        label = re.sub(r"\s+", " ", head.group(1)).strip()
        found.append({"label": label, "text": text[head.end() : end].strip()})
    return found


def text_of(sections: list[dict[str, str]]) -> str:
    """The sections as one text again, for editing."""
    return "\n\n".join(f"{section['label']} {section['text']}".strip() for section in sections)
