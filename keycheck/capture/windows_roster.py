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
    """The keyboards that are listened to, each under the name that it had at the start: the path of `FoundDevice`."""

    def __init__(self, attached: Attached, chosen: Sequence[str]) -> None:
        """Those that were chosen, by name; none named: all that are attached."""
        present = keyboards(attached.values())
        self._handles: dict[int, str] = {}
        self._keyboards: dict[str, Keyboard] = {}
        self._lost: dict[str, _Lost] = {}
        for keyboard in present:
            if not chosen or keyboard.found.path in chosen:
                self._take_up(keyboard, keyboard.found.path, attached)
        self.only = present[0].found.path if len(present) == len(self._keyboards) == 1 else None
        """The name of the one keyboard where no other is attached."""

    @property
    def devices(self) -> tuple[str, ...]:
        """The names of all of them, those that were lost too."""
        return tuple(self._keyboards)

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

    def _take_up(self, keyboard: Keyboard, device: str, attached: Attached) -> None:
        self._keyboards[device] = keyboard
        self._handles |= {handle: device for handle, one in attached.items() if one.path in keyboard.paths}
