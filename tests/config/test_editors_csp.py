"""Wagtail's own small scripts run in the editors' rooms; nothing else written into a page does."""

import pytest
from django.test import Client

from config.editors_csp import hashes
from tests.factories.people import PASSWORD, Cast

WAGTAIL = [
    'initDateTimeChooser("id_go_live_at", {"dayOfWeekStart": 0, "format": "Y-m-d H:i"});',
    'new PageChooser("id_page", {"modalUrl": "/admin/choose-page/"});',
    '\n  (function() {\n var panel = new InlinePanel(JSON.parse("{\\u0022a\\u0022: 1}"));\n })();\n',
]
STRANGE = [
    "alert(1)",
    'initDateTimeChooser("x", {}); alert(1);',
    'initDateTimeChooser("x", {"a": alert(1)});',
    'new PageChooser("x", {})||alert(1);',
    "new Function(alert)();",
    'new Function("alert(1)");',
    'new Worker("/media/x.js");',
    '(function() { var panel = new InlinePanel(JSON.parse("" + alert(1))); })();',
]


@pytest.mark.parametrize("script", WAGTAIL)
def test_it_works(script: str) -> None:
    assert len(hashes(f"<p>a</p><script>{script}</script>")) == 1


@pytest.mark.parametrize("script", STRANGE)
def test_a_strange_script_is_not_allowed(script: str) -> None:
    assert hashes(f"<script>{script}</script>") == []


def test_the_editors_rooms_allow_no_inline_script_as_such(cast: Cast) -> None:
    client = Client()
    assert client.login(email=str(cast.officer), password=PASSWORD)
    header = client.get("/admin/account/").headers["Content-Security-Policy"]
    scripts = next(rule for rule in header.split("; ") if rule.startswith("script-src"))
    assert "unsafe-inline" not in scripts
