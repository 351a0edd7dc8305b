"""Fixtures of this folder: those of rounds."""

from tests.factories.round_fixtures import after_closing, round_keys

__all__ = ["after_closing", "round_keys"]
