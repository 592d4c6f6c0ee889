"""What programs printed on real machines, and a stand-in that prints it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from keycheck.programs import Ask, NoAnswer


def printing(answers: Mapping[str, str]) -> Ask:
    """A system on which the programs of these names, and no others, print this."""

    def ask(command: Sequence[str], question: str) -> str:
        name = command[0].rpartition("/")[2]
        if name not in answers:
            raise NoAnswer(f"the program {name} is missing")
        return answers[name]

    return ask


US = """xkb_keymap {
xkb_keycodes "evdev+aliases(qwerty)" {
    minimum = 8;
    maximum = 255;
     <ESC> = 9;
    <AE05> = 14;
    <AC01> = 38;
    <LFSH> = 50;
    <CAPS> = 66;
    <I192> = 192;
    indicator 1 = "Caps Lock";
    alias <AC12> = <BKSL>;
};

xkb_compatibility "complete" {
    interpret Shift_Lock+AnyOf(Shift+Lock) {
        action= LockMods(modifiers=Shift);
    };
};

xkb_symbols "pc+us+inet(evdev)" {

    name[group1]="English (US)";

    key  <ESC> {         [          Escape ] };
    key <AE05> {         [               5,         percent ] };
    key <AC01> {
        type= "ALPHABETIC",
        symbols[Group1]= [               a,               A ]
    };
    key <LFSH> {         [         Shift_L ] };
    key <CAPS> {         [       Caps_Lock ] };
    modifier_map Lock { <CAPS> };
};

xkb_geometry "pc(pc105)" {
    key.gap=       10;
    row { keys { { <ESC>, color="grey20" }, { <CAPS>, 20 } }; };
};

};
"""
"""A part of what `xkbcomp -xkb` writes for the layout us (xkbcomp 1.4.6)."""

US_AND_FRENCH = US.replace(
    "{         [               5,         percent ] }",
    """{
        type[group2]= "FOUR_LEVEL",
        symbols[Group1]= [               5,         percent ],
        symbols[Group2]= [       parenleft,               5,     bracketleft,    threeeighths ]
    }""",
)
"""The same for the layouts us,fr: only some keys have two groups."""
