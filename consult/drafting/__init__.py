"""Preparing the next version of a law, with the words that people suggested."""
