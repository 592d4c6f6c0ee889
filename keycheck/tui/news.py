"""What has just been settled, or changed, in a line that stays for some seconds: nobody should have to guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keycheck.tui.line_words import changed_map, settled

if TYPE_CHECKING:
    from keycheck.examination.examiner import Examiner
    from keycheck.examination.step import Step

LASTS_S = 6.0
"""Long enough to read one line while the hands are on the keyboard (assumed)."""


class News:
    """Looks at each step, and remembers which keys were under test."""

    def __init__(self, examiner: Examiner) -> None:
        self._examiner = examiner
        self._layout = examiner.layout
        self._tested: set[str] = set()
        self._line = ""
        self._until_s = 0.0

    def tell(self, line: str, now_s: float) -> None:
        """Say this now."""
        self._line, self._until_s = line, now_s + LASTS_S

    def look(self, step: Step, now_s: float) -> str:
        """What there is to say at this step; empty where nothing is new."""
        if self._examiner.layout is not self._layout:
            self._layout = self._examiner.layout
            self.tell(changed_map(self._layout), now_s)
        self._follow(step, now_s)
        return self._line if now_s < self._until_s else ""

    def _follow(self, step: Step, now_s: float) -> None:
        if step.kind in ("sandwich", "quick") and not step.is_control:
            self._tested.add(step.key)
        over = {key for key in self._tested if key != step.key and not self._examiner.awaits(key)}
        self._tested -= over
        if over and step.kind != "done":
            self.tell(" ".join(self._settled(key) for key in sorted(over)), now_s)

    def _settled(self, key: str) -> str:
        diagnosis = self._examiner.diagnosis
        is_open = any(item.key == key for item in diagnosis.verdict().undecided)
        works = diagnosis.facts.works(key) and not is_open
        return settled(key, diagnosis.symptom(key), works, self._layout, diagnosis.has_no_meaning(key))
