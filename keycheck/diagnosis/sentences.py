"""The sentences of a verdict that have gaps, in English, as they are sealed: what knows them can say them elsewhere.

A gap is a count, a name, or another sentence or part of one. Those without a gap stand where they are used.
"""

from __future__ import annotations

from typing import Final

from keycheck.languages import N_

TAKEN_BETWEEN: Final = N_(
    "{lower} received the key, and {upper} did not. {taker} between them takes it away. The switch works."
)
LOST_IN_KEYBOARD: Final = N_(
    "{layer} listened and got nothing. So no program took the key away. "
    "It is lost in the switch, on its line or elsewhere inside the keyboard."
)
LOST_ANYWHERE: Final = N_(
    "{layer} received nothing, and no layer below it can say whether it did. "
    "A broken switch can't be told from a setting in between."
)
SOME_WITHOUT_SIGN: Final = N_(
    "{layer} received some presses and its keymap (xmodmap, XKB) gives the key no sign. Others did not arrive at all."
)
SOME_WITHOUT_CODE: Final = N_(
    "{layer} received some presses and has no code for the key. Others did not arrive at all."
)
ALL_WITHOUT_SIGN: Final = N_(
    "{layer} received the key and its keymap (xmodmap, XKB) gives it no sign, so that no program gets it. "
    "The switch works."
)
ALL_WITHOUT_CODE: Final = N_(
    "{layer} received the key and has no code for it: the keymap lacks it, so that no program gets it. "
    "The switch works."
)
CHANGING_KEYMAP: Final = N_(
    "{layer} received every press, and its keymap gave some of them nothing, so that no program got these. "
    "The switch works."
)
MISSED_ABOVE: Final = N_(
    "{complete} received every press that was asked for, and {missing} missed some. "
    "A setting or a program between them takes them away. The switch works."
)
MISSED_ANYWHERE: Final = N_(
    "{layer} missed some presses and received others. A worn switch and a weak connection look the same from here."
)
HELD_ABOVE: Final = N_(
    "{layer} heard the key come up. A program or a setting above it holds it down. The switch works."
)
REMAPPED: Final = N_("{setting} is on and changes this key.")
MANY_ALIKE: Final = N_(
    "{percent} % of the keys behave alike. Software, firmware or the connection "
    "is likelier than so many broken switches."
)
MANY_CHATTER: Final = N_(
    "{percent} % of the keys behave alike, and switches do not wear out together. "
    "The firmware of the keyboard, or its driver, waits too short a time before it believes a press."
)
SETTLE_BY_SWITCHING_OFF: Final = N_("Turn {setting} off, and test again. `keycheck doctor` says how.")
SETTLE_BY_HEARING_AGAIN: Final = N_(
    "{layer} ({source}) stopped telling of keys before the end. "
    "Check that the keyboard is plugged in and that nothing else takes its keys. Then test again."
)
SETTLE_BY_MAP_WITH: Final = N_(
    "Choose a map that has {key}: it was named, and this map does not have it. Then test again."
)
SETTLE_BY_OTHER_MAP: Final = N_(
    "Choose the map of this keyboard: {key} arrived, and this map does not have it. "
    "If another keyboard sent it, unplug that one. Then test again."
)

DOUBLED_ABOVE: Final = N_(
    "{clean} received each press once, and {layer} more often. "
    "A program or a setting between them doubles it. The switch works."
)
DOUBLED_ANYWHERE: Final = N_(
    "{layer} received presses twice, and no layer below it can say whether it did. "
    "A bouncing switch can't be told from a program that presses keys."
)
BOUNCES: Final = N_("{layer} received presses of this one key twice, as fingers do not press. The switch bounces.")
BOUNCES_HIDDEN: Final = N_(
    "{layer} received presses twice, as fingers do not press. The switch bounces. A filter hides that from {top}."
)
WITH_RESOLUTION: Final = N_("{reason} The clock here has a resolution of {number} ms.")
LIKE_FINGERS: Final = N_("{failed} of {trials} presses came twice, not more often than fingers may do.")

IN_ITS_PLACE: Final = N_("The same other key came in its place in {times} of {trials} trials. {reason}")
CHANGED_ABOVE: Final = N_(
    "{lower} received the right key, and {upper} another one: "
    "a program or a setting between them changes it. The switch works."
)
MAY_BE_MISSING: Final = N_(
    "The same other key, which works, came in its place in {trials} trials. "
    "A keyboard without this key does that too: this may not be its map."
)
CAME_WITH_IT: Final = N_("The same other key came with it in {times} of {trials} presses. {reason}")
CAME_WITH_IT_TOO_FEW: Final = N_("Another key came with it in {times} of {trials} presses, which is too few to tell.")
ADDED_ABOVE: Final = N_(
    "{layer} received this key alone: a program or a setting above it adds the other one. The switch works."
)
ON_SHORTED_LINES: Final = N_(
    "{pairs} pairs of keys that set each other off all lie on the same two lines of the keyboard."
)

LATE_ABOVE: Final = N_(
    "{lower} heard the key come up in time, {upper} late: "
    "a setting or a program between them holds it. The switch works."
)
LATE_IN_KEYBOARD: Final = N_(
    "{layer} heard this one key come up late, and the others in time: the key sticks, or its contact does."
)
LATE_ANYWHERE: Final = N_("{layer} heard the key come up late, and no layer below it can say if it did.")

FROM_ELSEWHERE: Final = N_("{layer} received the key, but not from the keyboard under test.")
DOUBLE_PROVES_NOTHING: Final = N_("{setting} is on: {imitates}. Presses that come twice prove nothing while it is.")
DOWN_PROVES_NOTHING: Final = N_("{setting} is on: {imitates}. That it stays down proves nothing while it is.")
SILENCE_PROVES_NOTHING: Final = N_("{setting} is on: {imitates}. Silence proves nothing while it is.")
EMPTIED: Final = N_("{setting}: programs get nothing from it, though its press arrived.")
SILENT_MAY_BE_NO_FAULT: Final = N_("Its silence may be no fault: {caution}.")
OTHER_MAY_BE_NO_FAULT: Final = N_("That another key came in its place may be no fault: {caution}.")
SILENT_THEN_ABSENT: Final = N_(
    "It stayed silent in {silent} of its presses, and then it was said not to be on this keyboard."
)
DISTURBED: Final = N_("The examination was disturbed while this key was asked for ({what}); that time does not count.")
NOT_COUNTED: Final = N_("Its presses do not count: {why}.")
NOBODY_CAN_SAY: Final = N_("It was not heard, and nobody can say whether it was pressed in vain: {why}.")
NO_EVIDENCE: Final = N_("silence of {source} is no evidence")
NOT_SURROUNDED: Final = N_("{source} did not hear this keyboard before and after it")
