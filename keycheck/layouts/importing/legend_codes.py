"""What a legend names: the words, signs and QMK names that are printed on keys, and the keys that they may stand for.

Where one legend stands on two keys of a keyboard, the main block's comes first, then the number pad's.
"""

from __future__ import annotations

import re

_WORDS = """
Escape: esc escape
Tab: tab ↹
CapsLock: caps capslock clck
Enter NumpadEnter: enter return ent ↵ ⏎
NumpadEnter: pent
Backspace: backspace bksp bkspc bckspc bspc bs backspc ⌫
Space: space spacebar spc
ShiftLeft ShiftRight: shift ⇧ shft
ShiftLeft: lshift leftshift lsft lshft shiftl shiftleft
ShiftRight: rshift rightshift rsft rshft shiftr shiftright
ControlLeft ControlRight: ctrl control ctl strg
ControlLeft: lctrl leftctrl lctl lcontrol leftcontrol ctrll
ControlRight: rctrl rightctrl rctl rcontrol rightcontrol ctrlr
AltLeft AltRight: alt option opt ⌥
AltLeft: lalt leftalt altl lopt loption
AltRight: ralt rightalt altr altgr algr ropt
MetaLeft MetaRight: win windows gui os super meta cmd command ⌘ ⊞ lwinrwin
MetaLeft: lwin lgui leftgui lcmd los leftwin
MetaRight: rwin rgui rightgui rcmd ros rightwin
ContextMenu: menu app application apps
Fn: fn mo(1) function
PrintScreen: prtsc prtscr prtscn printscreen print psc pscr printscr prntscrn sysrq prsc prtscsysrq
ScrollLock: scrolllock scrlk slck scrlck scroll scrl scrlock
Pause: pause break paus pausebreak pausbrk pausebrk
Insert: insert ins
Delete: delete del
Home: home
End: end
PageUp: pageup pgup pgu
PageDown: pagedown pgdn pgdown pgd
ArrowUp: up ↑ uparrow ▲
ArrowDown: down ↓ downarrow ▼ dn
ArrowLeft: left ← leftarrow ◄ ◀
ArrowRight: right → rightarrow ► ▶ rght
NumLock: numlock numlk nlck num nmlk numlck
NumpadDivide: ÷ pslsh psls
NumpadMultiply: × past
NumpadSubtract: pmns
NumpadAdd: ppls
NumpadDecimal: pdot
Backquote: grv grave
Minus: mins minus
Equal: eql equal
BracketLeft: lbrc
BracketRight: rbrc
Backslash: bsls nuhs
IntlBackslash: nubs
Semicolon: scln
Quote: quot
Comma: comm comma
Period: dot
Slash: slsh
IntlRo: int1 ro
KanaMode: int2
IntlYen: int3 yen ¥
Convert: int4 henk 変換
NonConvert: int5 mhen 無変換
Lang1: lng1
Lang2: lng2
AudioVolumeMute: mute
AudioVolumeUp: volup vol+ volumeup volu
AudioVolumeDown: voldown voldn vol- volumedown vold
MediaPlayPause: playpause mply
MediaTrackNext: nexttrack mnxt
MediaTrackPrevious: prevtrack mprv
"""

_SIGNS = """
Backquote: ` ~
Digit1 Numpad1: 1
Digit2 Numpad2: 2
Digit3 Numpad3: 3
Digit4 Numpad4: 4
Digit5 Numpad5: 5
Digit6 Numpad6: 6
Digit7 Numpad7: 7
Digit8 Numpad8: 8
Digit9 Numpad9: 9
Digit0 Numpad0: 0
Digit1: !
Digit2: @
Digit3: #
Digit4: $
Digit5: %
Digit6: ^
Digit7: &
Digit8 NumpadMultiply: *
Digit9: (
Digit0: )
Minus NumpadSubtract: - –
Minus: _
Equal NumpadEqual: =
Equal NumpadAdd: +
BracketLeft: [ {
BracketRight: ] }
Backslash IntlBackslash: \\ |
Semicolon: ; :
Quote: ' "
Comma: , <
Period NumpadDecimal: .
Period: >
Slash NumpadDivide: /
Slash: ?
"""

_BRITISH = """
Backquote: ¬ `
Digit2: "
Digit3: £
Quote: @ '
Backslash: # ~
"""
"""Where signs stand on a British keyboard, which is known by its £ or ¬."""


def _read(table: str) -> dict[str, tuple[str, ...]]:
    lines = (line.partition(": ") for line in table.strip().splitlines())
    return {name: tuple(codes.split()) for codes, _, names in lines for name in names.split()}


WORDS = _read(_WORDS)
_AMERICAN_SIGNS = _read(_SIGNS)
_BRITISH_SIGNS = _AMERICAN_SIGNS | _read(_BRITISH)

LETTER_ROWS = {
    "qwerty": ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"),
    "qwertz": ("QWERTZUIOP", "ASDFGHJKL", "YXCVBNM"),
    "azerty": ("AZERTYUIOP", "QSDFGHJKL", "WXCVBN"),
    "dvorak": ("   PYFGCRL", "AOEUIDHTN", " QJKXBM"),
    "colemak": ("QWFPGJLUY", "ARSTDHNEI", "ZXCVBKM"),
}
"""Where the letters stand; the names of keys are those of the first, whatever is printed on them."""

_FUNCTION = re.compile(r"f([1-9]|1\d|2[0-4])")
_PAD = re.compile(r"(?:p|num|kp_?|numpad)([0-9])")


def signs(legends: set[str]) -> dict[str, tuple[str, ...]]:
    """Sign -> the keys that it may stand for, on a keyboard that bears all these legends."""
    return _BRITISH_SIGNS if legends & {"£", "¬"} else _AMERICAN_SIGNS


def word(legend: str) -> tuple[str, ...]:
    """The keys that a word, or a name of QMK's (`KC_LSFT`), may stand for; none where it names nothing."""
    plain = re.sub(r"[\s_./]+", "", legend.lower().removeprefix("kc_"))
    if function := _FUNCTION.fullmatch(plain):
        return (f"F{function[1]}",)
    if pad := _PAD.fullmatch(plain):
        return (f"Numpad{pad[1]}",)
    return WORDS.get(plain, ())
