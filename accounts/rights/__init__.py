"""The rights of those whose data are held: consent for each purpose, and what is done when data got out."""
