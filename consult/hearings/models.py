"""Models: to come with the room."""
