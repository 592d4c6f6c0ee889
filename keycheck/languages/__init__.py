"""In which language people are spoken to: gettext, and the language that is spoken just now."""

from keycheck.errors.marked import N_
from keycheck.languages.retelling import retold
from keycheck.languages.speech import NN_, _, ngettext, speak, speaking, spoken
from keycheck.languages.telling import told

__all__ = ["NN_", "N_", "_", "ngettext", "retold", "speak", "speaking", "spoken", "told"]
