"""Has the lamp blink that the examiner asks about, and leaves none other than it was."""

from __future__ import annotations

from keycheck.examination.step import Step
from keycheck.host.lamps import CODES, Lamps


class Lamplight:
    """Between the examiner, which says what is to be lit, and the lamps."""

    def __init__(self, lamps: Lamps) -> None:
        self._lamps = lamps
        self._shown: tuple[str, bool] | None = None

    def follow(self, step: Step) -> bool:
        """Show what this step asks for; whether the keyboard took it."""
        wanted = (step.key, step.lit) if step.kind == "lamp" else None
        if wanted == self._shown:
            return True
        if wanted is None or self._shown is None or wanted[0] != self._shown[0]:
            self.put_back()
        self._shown = wanted
        try:
            for lamp in CODES:
                if wanted is not None and lamp == wanted[0]:
                    self._lamps.switch(lamp, wanted[1])
        except OSError:
            return False
        return True

    def put_back(self) -> None:
        """All as they were: nobody is asked now."""
        self._shown = None
        self._lamps.put_back()
