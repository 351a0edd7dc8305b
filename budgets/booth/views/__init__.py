"""Pages of booths, by who uses them."""
