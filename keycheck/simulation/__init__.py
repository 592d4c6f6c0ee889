"""A keyboard and a person that do not exist."""
