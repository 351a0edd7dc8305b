"""Who may take part in one process and why: a page for everybody, a check for oneself, a simulator for officers."""
