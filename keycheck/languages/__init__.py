"""In which language people are spoken to: gettext, and the language that is spoken just now."""

from keycheck.languages.speech import N_, _, ngettext, speaking, spoken

__all__ = ["N_", "_", "ngettext", "speaking", "spoken"]
