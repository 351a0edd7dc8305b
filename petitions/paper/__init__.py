"""Names on paper (2564 Act s.8 paragraphs 4 and 5; 2565 Act s.7 last two paragraphs)."""
