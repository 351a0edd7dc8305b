"""The frozen rules of a petition: one canonical document, whose hash is an entry in the record."""

from datetime import UTC, datetime
from typing import Any

from petitions.models import Petition
from petitions.rules import eligibility_for
from realtime.record.canonical import fingerprint


def text_hash(petition: Petition) -> str:
    """Hexadecimal SHA-256 (RFC 8785 form) of every word that people sign."""
    words = {
        name: getattr(petition, name)
        for name in ("title", "summary", "background", "principle", "analysis", "sections")
    }
    if petition.concerns:
        words["concerns"] = petition.concerns.slug
    return fingerprint(words)


def rules_of(petition: Petition, *, threshold: int, opens_at: datetime, closes_at: datetime) -> dict[str, Any]:
    """Everything that must not move while names are collected, as plain values."""
    preset = petition.preset
    return {
        "petition": petition.public_id,
        "kind": preset.code,
        "definition": preset.to_json(),
        "addressee": petition.addressee.slug,
        "threshold": threshold,
        "thresholds": [
            {"code": rule.code, "names": rule.names_for(petition.electors), "provinces": list(rule.provinces)}
            for rule in preset.thresholds
        ],
        "electors": petition.electors,
        "opens_at": opens_at.astimezone(UTC).isoformat(),
        "closes_at": closes_at.astimezone(UTC).isoformat(),
        "eligibility": eligibility_for(petition).to_json(),
        "representatives": list(preset.representatives),
        "clocks": [{"code": c.code, "days": c.days, "starts": c.starts, "ends": c.ends} for c in preset.clocks],
        "text": text_hash(petition),
    }
