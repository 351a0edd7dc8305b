"""Pages that every site has."""

import pytest
from django.test import Client

from config.navigation import SECTIONS


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", ["about", "accessibility", "privacy"])
def test_it_works(client: Client, name: str, language: str) -> None:
    answer = client.get(f"/{language}/{name}/")
    assert answer.status_code == 200
    assert not answer.cookies
    assert f'lang="{language}"' in answer.content.decode()


def test_the_footer_and_the_navigation_lead_somewhere(client: Client) -> None:
    """No dead link on any page: what base.html offers is known to the site."""
    html = client.get("/th/about/").content.decode()
    for name in ("about", "accessibility", "privacy"):
        assert f'href="/th/{name}/"' in html
    for section in SECTIONS:
        assert f'href="/th/{section.path}"' in html
