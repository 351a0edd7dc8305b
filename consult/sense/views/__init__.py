"""Pages of groups: for officers who sort, for everybody who reads."""
