"""Docstrings as paragraphs: what the page of the API shows and what is translated must be cut alike."""


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a docstring, each on one line."""
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
