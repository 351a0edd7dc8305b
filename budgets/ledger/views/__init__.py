"""Pages of budgets, by who uses them."""
