"""One comment: its permanent page with its thread, and what can be done with it."""
