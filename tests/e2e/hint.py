"""The hint before a comment is posted: visitors who want to say it all the same."""

from tests.e2e.visitor import Visitor


def past_the_hint(visitor: Visitor) -> None:
    """Where others have said something close, post one's own as well."""
    if visitor.page.locator("input[name=anyway]").count():
        assert visitor.settled() == []
        visitor.follow(visitor.page.locator("form:has(input[name=anyway]) button[type=submit]"))
