"""Bringing the text of a law in: from a file or pasted, previewed, corrected, kept as a draft."""
