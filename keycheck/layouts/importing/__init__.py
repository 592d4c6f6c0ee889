"""Keyboard definitions of other programs (QMK, VIA, Keyboard Layout Editor), read as layouts."""
