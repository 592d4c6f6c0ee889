"""What to ask next (pure)."""
