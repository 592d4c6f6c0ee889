"""Which keyboard each handle of Windows stands for while some are pulled out and plugged in again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keycheck.capture.windows_keyboards import Interface, Keyboard, keyboards

Attached = Mapping[int, Interface]
"""Handle -> keyboard interface, of all that are attached at one moment."""


@dataclass(frozen=True, slots=True)
class _Lost:
    """A keyboard that was pulled out."""

    keyboard: Keyboard
    others: frozenset[str]
    """The keyboards that were attached beside it, by path: another one of its kind is not it."""

    def is_again(self, other: Keyboard) -> bool:
        """Whether this is the lost one, at whatever port, with all of its interfaces there."""
        return other.kind == self.keyboard.kind and other.found.path not in self.others


class Roster:
    """The keyboards that are listened to, each under the name that it had at the start: the path of `FoundDevice`.

    It is kept from one stretch of listening to the next: a keyboard that was pulled out in one of them, or in the pause
    between them, may be back in the next, and whoever was told of the loss has to be told of the end too.
    """

    def __init__(self) -> None:
        self.only: str | None = None
        """The name of the one keyboard where no other is attached."""
        self._handles: dict[int, str] = {}
        self._keyboards: dict[str, Keyboard] = {}
        self._lost: dict[str, _Lost] = {}
        self._attached: frozenset[str] = frozenset()
        """The paths of all keyboards when a stretch of listening last began."""

    def begin(self, attached: Attached, chosen: Sequence[str]) -> tuple[str, ...]:
        """A stretch of listening begins, to those that were chosen, by name; none named: to all that are attached.

        The lost keyboards that are back by now.
        """
        present = {keyboard.found.path: keyboard for keyboard in keyboards(attached.values())}
        self._handles.clear()
        self._keep_only(chosen)
        self._take_up_known(present, attached)
        self._attached = frozenset(present)
        back = self.find_again(attached)
        taken = {keyboard.found.path for keyboard in self._keyboards.values()} | self._keyboards.keys()
        for path in sorted(present.keys() - taken):
            if not chosen or path in chosen:
                self._take_up(present[path], path, attached)
        is_alone = len(present) == len(self._keyboards) == 1 and not self._lost
        self.only = next(iter(self._keyboards)) if is_alone else None
        return back

    @property
    def devices(self) -> tuple[str, ...]:
        """The names of all of them, those that were lost too."""
        return tuple(self._keyboards)

    @property
    def lost(self) -> tuple[str, ...]:
        """The names of those that are not there."""
        return tuple(self._lost)

    def device_of(self, handle: int) -> str | None:
        """Whose handle this is; None for one that is not listened to."""
        return self._handles.get(handle)

    def lose(self, handle: int, attached: Attached) -> str | None:
        """An interface is gone: the keyboard that is lost by it; None where it is none of ours, or was lost before."""
        device = self._handles.pop(handle, None)
        if device is None or device in self._lost:
            return None
        others = {keyboard.found.path for keyboard in keyboards(attached.values())} - {device}
        self._lost[device] = _Lost(self._keyboards[device], frozenset(others))
        return device

    def find_again(self, attached: Attached) -> tuple[str, ...]:
        """An interface has come: the lost keyboards that are whole again by it."""
        back = []
        for device, lost in tuple(self._lost.items()):
            again = next((one for one in keyboards(attached.values()) if lost.is_again(one)), None)
            if again is not None:
                del self._lost[device]
                self._take_up(again, device, attached)
                back.append(device)
        return tuple(back)

    def _keep_only(self, chosen: Sequence[str]) -> None:
        for device in [device for device in self._keyboards if chosen and device not in chosen]:
            del self._keyboards[device]
            self._lost.pop(device, None)

    def _take_up_known(self, present: Mapping[str, Keyboard], attached: Attached) -> None:
        """Those that are where they were, with their new handles; the others were pulled out meanwhile."""
        for device, known in tuple(self._keyboards.items()):
            if device in self._lost:
                continue
            now = present.get(known.found.path)
            if now is not None and now.kind == known.kind:
                self._take_up(now, device, attached)
            else:
                self._lost[device] = _Lost(known, self._attached - {known.found.path})

    def _take_up(self, keyboard: Keyboard, device: str, attached: Attached) -> None:
        self._keyboards[device] = keyboard
        self._handles |= {handle: device for handle, one in attached.items() if one.path in keyboard.paths}
