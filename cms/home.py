"""What the home page shows."""

from typing import Any

from accounts.models import Area
from cms import processes


def context(province: str) -> dict[str, Any]:
    """The open processes that concern `province` (two digits; anything else means the whole country). Few queries."""
    provinces = list(Area.objects.filter(level=Area.Level.PROVINCE).only("code", "name", "name_en"))
    chosen = next((area for area in provinces if area.code == province), None)
    cards = processes.open_cards()
    if chosen:
        cards = [card for card in cards if card.concerns(chosen.code)]
    provinces.sort(key=str)
    return {"cards": cards, "provinces": provinces, "chosen": chosen}
