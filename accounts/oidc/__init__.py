"""Sign-in and verification by OpenID Connect, strictly: nonce, signature, PKCE, one-time state."""
