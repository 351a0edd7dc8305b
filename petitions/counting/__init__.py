"""How a count grew and where it may go: rates, a forecast in words, names by province as a map."""
