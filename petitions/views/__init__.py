"""Pages: for readers, for signers, for petitioners, for officers."""
