"""The development identity provider: real OpenID Connect, invented people. Never in production (check siang.E001)."""
