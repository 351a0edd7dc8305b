"""Pages of questions, by who uses them."""
