"""Pages of law texts."""
