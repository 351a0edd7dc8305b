"""The documents that a hearing ends with: content from the data, and three forms of it."""
