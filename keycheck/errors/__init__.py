"""Every error that keycheck shows a person, and the exit status that goes with it.

    KeycheckError                 exit 1, never raised itself
    ├─ UsageError                 exit 2  the command line asks for something that is not on offer
    ├─ BadFile                    exit 4  a file is truncated, damaged, of another schema, or not what was expected
    │  └─ Malformed               exit 4  a report descriptor stops making sense (in capture/hid_items.py)
    ├─ Refused                    exit 4  a report is not believed: altered, forged, or not what was recorded
    ├─ NothingKept                exit 74 no folder, or no stdout, could be written; never an answer about a keyboard
    ├─ NothingObserves            exit 5  no source could listen to the keyboard
    └─ NoPdfWriter                exit 1  this system has no typst (in reports/pdf.py; the HTML is written all the same)

The message of each is one line that says what, where, and what was expected. It is English whatever is spoken:
`keycheck.languages.told` says it to a person.
"""

from __future__ import annotations

from keycheck.errors.marked import N_


class KeycheckError(Exception):
    """Something a person can be told in one line; `exit_code` is the status that the command ends with."""

    exit_code = 1


class UsageError(KeycheckError):
    """The command asks for something that does not exist; the message lists what does."""

    exit_code = 2


class BadFile(KeycheckError):
    """A file from outside is refused: which file, which place in it, what was found, what was expected."""

    exit_code = 4

    SHAPE = N_("{file}: {place}: found {found}, expected {expected}")

    def __init__(self, file: str, place: str, found: str, expected: str) -> None:
        self.file, self.place, self.found, self.expected = file, place, found, expected
        super().__init__(self.SHAPE.format(file=file, place=place, found=found, expected=expected))

    @property
    def where(self) -> str:
        """The same without the name of the file."""
        said = N_("{place}: found {found}, expected {expected}")
        return said.format(place=self.place, found=self.found, expected=self.expected)

    @property
    def wrong(self) -> str:
        """The same without the place."""
        return N_("found {found}, expected {expected}").format(found=self.found, expected=self.expected)


class Refused(KeycheckError):
    """A report is whole, and is not believed: which file, why in the words of `keycheck verify`, and what shows it."""

    exit_code = 4

    def __init__(self, file: str, why: str, where: str = "") -> None:
        self.file, self.why, self.where = file, why, where
        super().__init__(f"{file}: {why} ({where})" if where else f"{file}: {why}")


class NothingObserves(KeycheckError):
    """No source could listen; `reasons` says why of each, by its name, or of none by its own where it has no name."""

    exit_code = 5

    NO_WAY = N_("there is no way to listen on this system")

    def __init__(self, *reasons: tuple[str, str]) -> None:
        self.reasons = reasons
        super().__init__("; ".join(f"{name}: {why}" if name else why for name, why in reasons) or self.NO_WAY)


class NothingKept(KeycheckError):
    """No folder could be written, the data folder included, or no stdout; the message names what and why."""

    exit_code = 74
