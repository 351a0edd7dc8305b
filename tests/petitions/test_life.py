"""The simulator: people act through the same actions as everybody."""

import pytest

from config.demo import life
from petitions.models import Signature
from realtime.record import recounts
from realtime.sealer import seal_all
from tests.factories import petitions as make
from tests.factories.people import Cast, area


def test_it_works(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    make.collecting(cast)
    area("990101")
    monkeypatch.setattr(life, "PLAYERS", {"petitions": 1})
    done = life.live(200, 0.5, tell=lambda _line: None)
    seal_all()
    assert Signature.objects.count() == sum(n for what, n in done.items() if what.endswith("signature")) > 0
    assert list(recounts.run("petitions.signatures")) == []
