"""The words with gaps that a trace holds, in English: what a setting is and looks like, why a source is blind."""

from __future__ import annotations

from typing import Final

from keycheck.languages import N_

NOTHING_ARRIVES: Final = N_("no key of {keyboard} arrives")
NOTHING_ARRIVES_AT_ALL: Final = N_("no key of {keyboard} arrives, not even in the kernel")
SHORT_IS_LOST: Final = N_("a press shorter than {ms} ms is lost, a longer one comes {late} ms late")
SECOND_IS_LOST: Final = N_("a second press of the same key within {ms} ms is lost")
GIVES: Final = N_("{key} gives {other}")
GIVES_NOTHING: Final = N_("{key} gives nothing")
MORE_CHANGED: Final = N_("{number} more keys are changed")

BLOCK: Final = N_("Block on {keyboard}")
OF_A_PROGRAM: Final = N_("Keyboard of a program, {name}")
CHANGED_SCAN_CODES: Final = N_("Changed scan codes of {keyboard}")
OPTIONS: Final = N_("Keyboard options ({options})")
SECURE_INPUT_OF: Final = N_("Secure Input (held by {program})")

NO_NUMBER: Final = N_("{system} has no number for this key")
NO_KEYCODE: Final = N_("X11 has no keycode above {last}, this key would be {keycode}")
