"""Pages of works, by who uses them."""
