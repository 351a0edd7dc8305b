"""What the home page shows."""

from typing import Any

from accounts.models import Area
from cms import processes

ANSWERED, NEWS = 4, 4


def context(province: str) -> dict[str, Any]:
    """The open processes that concern `province` (two digits; anything else means the whole country). Few queries."""
    from cms.models import ArticlePage  # which names this module's function

    provinces = list(Area.objects.filter(level=Area.Level.PROVINCE).only("code", "name", "name_en"))
    chosen = next((area for area in provinces if area.code == province), None)
    cards, answered = processes.open_cards(), processes.answered_cards(50)
    if chosen:
        cards = [card for card in cards if card.concerns(chosen.code)]
        answered = [card for card in answered if card.concerns(chosen.code)]
    provinces.sort(key=str)
    news = ArticlePage.objects.news()[:NEWS]
    return {"cards": cards, "answered": answered[:ANSWERED], "news": news, "provinces": provinces, "chosen": chosen}
