"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("keycheck", deadline=None)
settings.load_profile("keycheck")  # machines are noisy: no test may fail because it was slow
