"""Dates, numbers and money in words: pure functions, one language at a time ("th" or "en").

Thai years are Buddhist Era (C.E. + 543), English years Common Era; digits are always 0-9; times are
shown in the site's zone. Money is Decimal baht with satang.
"""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

BUDDHIST_ERA = 543
NOTHING = "–"

MONTHS = {
    "th": [
        "มกราคม",
        "กุมภาพันธ์",
        "มีนาคม",
        "เมษายน",
        "พฤษภาคม",
        "มิถุนายน",
        "กรกฎาคม",
        "สิงหาคม",
        "กันยายน",
        "ตุลาคม",
        "พฤศจิกายน",
        "ธันวาคม",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
SHORT_MONTHS = {
    "th": ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."],
    "en": [name[:3] for name in MONTHS["en"]],
}
# Steps of large amounts: size in baht, Thai word, English word.
STEPS = (
    (Decimal(10) ** 12, "ล้านล้าน", "trillion"),
    (Decimal(10) ** 9, "พันล้าน", "billion"),
    (Decimal(10) ** 6, "ล้าน", "million"),
)


def year(common_era: int, lang: str) -> str:
    """A C.E. year as the reader counts: 2026 → "2569" in Thai, "2026" in English."""
    return str(common_era + BUDDHIST_ERA if lang == "th" else common_era)


def day(value: date, lang: str, *, short: bool = False) -> str:
    """A date: "21 พฤศจิกายน 2569", "21 November 2026"; short "21 พ.ย. 2569", "21 Nov 2026"."""
    value = _local(value)
    months = (SHORT_MONTHS if short else MONTHS)[lang]
    return f"{value.day} {months[value.month - 1]} {year(value.year, lang)}"


def clock(value: datetime, lang: str) -> str:
    """A time of day: "13.05 น." in Thai, "13:05" in English."""
    value = _local(value)
    return f"{value:%H.%M} น." if lang == "th" else f"{value:%H:%M}"


def moment(value: datetime, lang: str, *, short: bool = False) -> str:
    """A date with its time: "21 พฤศจิกายน 2569 เวลา 13.05 น.", "21 November 2026, 13:05"."""
    joint = (" " if short else " เวลา ") if lang == "th" else ", "
    return f"{day(value, lang, short=short)}{joint}{clock(value, lang)}"


def number(value: float | Decimal, places: int | None = None) -> str:
    """A number with thousands separated by commas; `places` decimals, or as many as it has."""
    if places is not None:
        value = rounded(value, places)
    return f"{value:,}".replace("-", "−")


def percent(share: float | Decimal, places: int = 0) -> str:
    """A share of one as percent: 0.456 → "46%". Never 100 % (or 0 %) unless it is so exactly."""
    hundredths = rounded(Decimal(str(share)) * 100, places)
    least = Decimal(1).scaleb(-places)
    if hundredths >= 100 and share < 1:
        hundredths = 100 - least
    if hundredths <= 0 and share > 0:
        return f"<{number(least)}%"
    return f"{number(hundredths)}%"


def baht(amount: Decimal | int, lang: str, places: int = 2) -> str:
    """An exact amount: "1,234.50 บาท", "฿1,234.50". With `places=0`, satang are shown only if there are any."""
    amount = Decimal(amount)
    if places == 0 and amount != amount.to_integral_value():
        places = 2
    figure = number(amount, places)
    if lang == "th":
        return f"{figure} บาท"
    return f"−฿{figure[1:]}" if amount < 0 else f"฿{figure}"


def baht_short(amount: Decimal | int, lang: str) -> str:
    """A large amount for the eye, three figures or so: "1.94 พันล้านบาท", "1.94 billion baht"."""
    amount = Decimal(amount)
    for size, thai, english in STEPS:
        if abs(amount) >= size * Decimal("0.999995"):
            figure = f"{rounded(amount / size, 2):,f}".rstrip("0").rstrip(".").replace("-", "−")
            return f"{figure} {thai}บาท" if lang == "th" else f"{figure} {english} baht"
    figure = number(amount, 0)
    return f"{figure} บาท" if lang == "th" else f"{figure} baht"


def span(left: timedelta) -> tuple[str, int]:
    """How long in the largest unit a person would say: ("days", 3), ("hours", 5) or ("minutes", 12).

    Days from 48 hours on, hours from 90 minutes on; rounded down, never below one minute.
    """
    seconds = max(int(abs(left).total_seconds()), 60)
    if seconds >= 48 * 3600:
        return "days", seconds // 86_400
    if seconds >= 90 * 60:
        return "hours", seconds // 3600
    return "minutes", seconds // 60


def rounded(value: float | Decimal, places: int) -> Decimal:
    """`value` to `places` decimals, halves away from zero as in accounts."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _local[D: (date, datetime)](value: D) -> D:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value
