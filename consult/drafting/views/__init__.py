"""The officer's pages for preparing a version."""
