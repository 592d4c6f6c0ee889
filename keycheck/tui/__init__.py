"""Textual screens and widgets; importing this room tells Textual how often to paint."""

import os

# Textual reads it when it is imported: how often a second it paints, at most, and only what changed. After one frame it
# lets up to two such periods pass before the next: at its usual 60 a key lit up to 37 ms after its event (measured).
os.environ.setdefault("TEXTUAL_FPS", "240")
