"""The map of a keyboard that nobody has mapped: what its owner says of it, key by key, made a map (pure)."""
