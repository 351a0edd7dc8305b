"""Every pair of tokens that carries text or an edge has the contrast that WCAG 2.2 AA asks, in both themes."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parent.parent.parent / "config" / "static" / "css" / "tokens.css"
TEXT, EDGE = 4.5, 3.0
SURFACES = ("paper", "paper-raised", "paper-sunken")
PAIRS = [
    *((ink, surface, TEXT) for ink in ("ink", "ink-soft", "primary", "visited", "bad") for surface in SURFACES),
    *((edge, surface, EDGE) for edge in ("edge", "primary", "good", "care", "bad") for surface in SURFACES),
    ("on-primary", "primary", TEXT),
    ("on-primary", "primary-hover", TEXT),
    ("primary", "primary-wash", TEXT),
    ("primary-hover", "primary-wash", TEXT),
    ("paper-raised", "bad", TEXT),
    *((f"{mood}", f"{mood}-wash", TEXT) for mood in ("good", "care", "bad", "info")),
    *((ink, f"{mood}-wash", TEXT) for ink in ("ink", "primary", "visited") for mood in ("good", "care", "bad", "info")),
    ("on-band", "band", TEXT),
    ("on-band-soft", "band", TEXT),
    ("gold", "band", EDGE),
    *((f"chart-{hue}", "paper", EDGE) for hue in range(1, 7)),
    *(("on-chart", f"chart-{hue}", TEXT) for hue in range(1, 7)),
]


def themes() -> dict[str, dict[str, str]]:
    """The colour tokens of both themes."""
    light, dark = TOKENS.read_text(encoding="utf-8").split("prefers-color-scheme: dark")
    found = {name: dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", css)) for name, css in (("l", light), ("d", dark))}
    return {"light": found["l"], "dark": found["l"] | found["d"]}


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2), from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_it_works() -> None:
    assert contrast("#000000", "#ffffff") == 21


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_is_readable(theme: str) -> None:
    colours = themes()[theme]
    ratios = {f"{one} on {other}": (contrast(colours[one], colours[other]), least) for one, other, least in PAIRS}
    assert {pair: round(ratio, 2) for pair, (ratio, least) in ratios.items() if ratio < least} == {}


def test_the_focus_ring_shows_on_every_surface() -> None:
    """The ring is double, ink and gold: one of them must stand out wherever it falls."""
    for colours in themes().values():
        for surface in (*SURFACES, "primary-wash"):
            assert max(contrast(colours[ring], colours[surface]) for ring in ("ink", "gold")) >= EDGE
        for ring in ("on-band", "gold"):
            assert contrast(colours[ring], colours["band"]) >= EDGE


def test_every_token_that_is_used_exists() -> None:
    names = set(re.findall(r"--([\w-]+):", TOKENS.read_text(encoding="utf-8")))
    used = {name for path in TOKENS.parent.glob("*.css") for name in re.findall(r"var\(--([\w-]+)", path.read_text())}
    assert used - names == set()
