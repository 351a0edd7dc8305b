"""Handing certified names over to the authority (2564 Act s.11 paragraph 2; 2565 Act s.8)."""
