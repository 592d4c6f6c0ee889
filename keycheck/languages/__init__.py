"""In which language people are spoken to: gettext, and the language that is spoken just now."""

from keycheck.languages.retelling import retold
from keycheck.languages.speech import N_, NN_, _, ngettext, speak, speaking, spoken

__all__ = ["NN_", "N_", "_", "ngettext", "retold", "speak", "speaking", "spoken"]
