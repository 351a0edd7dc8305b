"""Thai comments in any number, with the issue that each is about: made from `tests/data/opinions/clean-air.txt`.

People say a few issues far more often than the others, in their own order and with their own greetings and
slips; some send a text that somebody wrote for them; some say what nobody else says.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

SOURCE = Path(__file__).parent.parent / "data" / "opinions" / "clean-air.txt"
POINTS = Path(__file__).parent.parent.parent / "config" / "demo" / "content" / "consult" / "points-2562.txt"
OPENINGS = (
    "", "", "", "", "ในฐานะประชาชนคนหนึ่ง ", "ขอแสดงความเห็นว่า ", "เห็นด้วยกับร่างนี้แต่", "ส่วนตัวคิดว่า", "อยู่เชียงใหม่มาทั้งชีวิต ",
    "อ่านร่างแล้ว ", "สวัสดีครับ ", "ผมทำงานด้านนี้ ", "แม่ลูกสองขอพูดหน่อย ", "ไม่แน่ใจว่ามาตรานี้จะทำได้จริง ",
)  # fmt: skip
JOINS = (" เพราะ", " ", " เนื่องจาก", " ที่ผ่านมา", " อีกอย่าง", "\n")
CLOSINGS = ("", "", "", "ครับ", "ค่ะ", "นะคะ", " ขอบคุณค่ะ", " ฝากด้วยนะครับ", " ฝากผู้ร่างพิจารณา", "!!!", " 🙏")
CAMPAIGNS = (
    "ข้าพเจ้าขอคัดค้านมาตรา ๒๔ ของร่างพระราชบัญญัตินี้ เพราะให้อำนาจเจ้าหน้าที่เข้าตรวจค้นสถานประกอบการ"
    "โดยไม่มีหมายศาล ขอให้ตัดมาตรานี้ออกทั้งมาตรา",
    "พวกเราชมรมผู้เลี้ยงไก่ขอให้ยกเว้นฟาร์มขนาดเล็กจากการขออนุญาตตามหมวด ๓ "
    "และขอให้รับฟังผู้เลี้ยงรายย่อยทุกภาคก่อนเสนอสภา",
    "ขอสนับสนุนร่างกฎหมายฉบับประชาชนที่มีผู้เข้าชื่อกว่าสองหมื่นคน "
    "โปรดอย่าตัดสาระสำคัญเรื่องสิทธิในอากาศสะอาดออกจากร่าง",
)  # fmt: skip


@dataclass(frozen=True)
class Opinion:
    """One comment; `issue` is what it is about, empty for one of its own."""

    text: str
    issue: str


@functools.cache
def issues() -> dict[str, tuple[list[str], list[str]]]:
    """What each issue's comments are made of: cores and reasons."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for line in SOURCE.read_text(encoding="utf-8").splitlines():
        sign, _space, words = line.partition(" ")
        if sign == "==":
            current = found.setdefault(words, ([], []))
        elif sign in "+-":
            current["+-".index(sign)].append(words)
    return found


def opinions(count: int, *, seed: int = 1, campaigns: float = 0.08, alone: float = 0.1) -> list[Opinion]:
    """`count` comments in random order, the same for the same seed."""
    chance = Random(seed)
    names = list(issues())
    weights = [1 / (rank + 3) for rank in range(len(names))]
    return [_one(chance, names, weights, campaigns, alone) for _ in range(count)]


def _one(chance: Random, names: list[str], weights: Sequence[float], campaigns: float, alone: float) -> Opinion:
    kind = chance.random()
    if kind < campaigns:
        text = chance.choice(CAMPAIGNS)
        ending = chance.choice(["", "", "", "", " ครับ", " (ผู้ลงชื่อจากจังหวัดน่าน)", " ขอบคุณครับ"])
        return Opinion(text + ending, f"campaign {CAMPAIGNS.index(text)}")
    if kind < campaigns + alone:
        return Opinion(_own(chance), "")
    name = chance.choices(names, weights)[0]
    cores, reasons = issues()[name]
    said = [chance.choice(cores), *chance.sample(reasons, k=chance.choice([0, 1, 1, 2]))]
    chance.shuffle(said)
    body = chance.choice(OPENINGS) + chance.choice(JOINS).join(said) + chance.choice(CLOSINGS)
    return Opinion(_slip(chance, body), name)


def _own(chance: Random) -> str:
    lines = _points()
    return chance.choice(lines)[: chance.randint(20, 200)] + f" {chance.randint(1, 10**6)}"


@functools.cache
def _points() -> list[str]:
    """Whole sentences about another law, cut anywhere: what belongs nowhere."""
    words = " ".join(line.split(" | ", 2)[2] for line in POINTS.read_text(encoding="utf-8").splitlines() if line)
    chance = Random(7)
    pieces = words.split()
    return [" ".join(chance.sample(pieces, k=4)) for _ in range(4_000)]


def _slip(chance: Random, text: str) -> str:
    """Now and then a letter is missing."""
    if chance.random() < 0.15 and len(text) > 12:
        at = chance.randrange(len(text))
        return text[:at] + text[at + 1 :]
    return text
