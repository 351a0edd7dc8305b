"""Bursts: what grows fast now, and batches of names that look as if a machine had signed."""
