"""Help to take part: permits for volunteers, each help with its consent, and what was done during it."""
