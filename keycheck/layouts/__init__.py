"""Which keys there are, and where."""
