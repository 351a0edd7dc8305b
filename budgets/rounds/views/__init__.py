"""Pages of participatory rounds: reading, voting, closing."""
