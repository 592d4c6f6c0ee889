"""An error as a person is told it: in the language that is spoken, while the error itself stays English."""

from __future__ import annotations

from keycheck.errors import BadFile, KeycheckError, NothingObserves, Refused
from keycheck.languages.patterns import apart, labelled
from keycheck.languages.retelling import retold
from keycheck.languages.speech import _


def told(error: KeycheckError) -> str:
    """What this error says, in the language that is spoken; names, values and what others wrote stay as they are."""
    if isinstance(error, BadFile):
        # Each part by itself: a name of a file may read like a sentence.
        place, found, expected = map(retold, (error.place, error.found, error.expected))
        return _(BadFile.SHAPE).format(file=retold(error.file), place=place, found=found, expected=expected)
    if isinstance(error, Refused):
        where = f" ({retold(error.where)})" if error.where else ""
        return f"{error.file}: {_(error.why)}{where}"
    if isinstance(error, NothingObserves):
        reasons = ((name, retold(why)) for name, why in error.reasons)
        return apart(labelled(name, why) if name else why for name, why in reasons) or _(error.NO_WAY)
    return retold(str(error))
