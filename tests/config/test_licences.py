"""What ships may be shipped: every locked package is under a permissive licence, or the lesser ones by plain import."""

from importlib import metadata

from tests.config.test_locks import locked

PERMISSIVE = ("MIT", "BSD", "Apache", "ISC", "PSF", "Python Software Foundation", "Zlib", "Mozilla", "MPL")
# Used by plain import, unchanged and replaceable, as the lesser licences ask. odfpy is under Apache 2.0 too.
LESSER = {"cobalt": "LGPL", "psycopg2-binary": "LGPL", "odfpy": "Apache"}
UNSAID = {"pyrage": "MIT"}  # its package leaves the field empty; the licence file beside it says MIT


def stated(name: str) -> str:
    """What the package itself says of its licence."""
    facts = metadata.metadata(name)
    classifiers = [one for one in facts.get_all("Classifier", []) if one.startswith("License")]
    words = [facts.get("License-Expression") or "", *classifiers, (facts.get("License") or "")[:60]]
    return " ".join(word for word in words if word) or UNSAID.get(name, "")


def refused(name: str) -> str:
    """Why a package may not be shipped, or nothing."""
    try:
        said = stated(name)
    except metadata.PackageNotFoundError:
        return ""  # for another platform
    if name in LESSER:
        return "" if LESSER[name] in said or "Lesser" in said else f"{name}: {said}"
    bad = "GPL" in said or "General Public" in said or not any(licence in said for licence in PERMISSIVE)
    return f"{name}: {said}" if bad else ""


def test_it_works() -> None:
    assert list(filter(None, map(refused, locked("base.txt")))) == []
