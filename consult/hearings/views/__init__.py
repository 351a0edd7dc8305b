"""Pages of hearings: reading, taking part, answering."""
