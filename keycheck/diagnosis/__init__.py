"""What it means: from a trace to a verdict (pure)."""
